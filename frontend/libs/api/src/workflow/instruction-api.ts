import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  Agent,
  MessageTemplate,
  QueueItem,
  SavedFilter,
  TemplateVersion,
  Validated,
  ValidationPreview,
} from '@api/workflow/workflow.types';

const ROOT = '/api/workflow';

interface Items<Item> {
  readonly items: readonly Item[];
}

/** What a template says. */
export interface TemplateText {
  readonly title: string;
  readonly text: string;
}

/** What agents arrange for themselves and for each other. */
@Injectable({ providedIn: 'root' })
export class InstructionApi {
  private readonly client = inject(ApiClient);

  async agents(): Promise<readonly Agent[]> {
    return (await this.client.read<Items<Agent>>(`${ROOT}/agents`)).items;
  }

  /** @param expected who had it on screen: the service refuses when it has changed */
  assign(
    declarationId: string,
    assignee: string | null,
    expected: string | null,
  ): Promise<Pick<QueueItem, 'assignee'>> {
    const url = `${ROOT}/declarations/${encodeURIComponent(declarationId)}/assignment`;
    return this.client.write('PUT', url, { assignee, expected });
  }

  async savedFilters(): Promise<readonly SavedFilter[]> {
    return (await this.client.read<Items<SavedFilter>>(`${ROOT}/saved-filters`)).items;
  }

  saveFilter(filter: SavedFilter): Promise<void> {
    return this.client.write('PUT', `${ROOT}/saved-filters`, filter);
  }

  dropFilter(name: string): Promise<void> {
    return this.client.write('DELETE', `${ROOT}/saved-filters/${encodeURIComponent(name)}`);
  }

  async previewValidations(ids: readonly string[]): Promise<readonly ValidationPreview[]> {
    const { items } = await this.client.read<Items<ValidationPreview>>(`${ROOT}/validations/preview`, {
      ids: ids.join(','),
    });
    return items;
  }

  async validate(
    declarations: readonly { readonly id: string; readonly revision: number }[],
    note: string,
    idempotencyKey: string,
  ): Promise<readonly Validated[]> {
    const body = { declarations, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const { items } = await this.client.write<Items<Validated>>('POST', `${ROOT}/validations`, body, {
      idempotencyKey,
    });
    return items;
  }

  async templates(): Promise<readonly MessageTemplate[]> {
    return (await this.client.read<Items<MessageTemplate>>(`${ROOT}/message-templates`)).items;
  }

  async templateVersions(id: string): Promise<readonly TemplateVersion[]> {
    const url = `${ROOT}/message-templates/${encodeURIComponent(id)}/versions`;
    return (await this.client.read<Items<TemplateVersion>>(url)).items;
  }

  writeTemplate(
    template: TemplateText & Pick<MessageTemplate, 'kind' | 'cafCode'>,
  ): Promise<Pick<MessageTemplate, 'id'>> {
    return this.client.write('POST', `${ROOT}/message-templates`, template);
  }

  changeTemplate(id: string, revision: number, text: TemplateText): Promise<Pick<MessageTemplate, 'id'>> {
    return this.client.write('PUT', `${ROOT}/message-templates/${encodeURIComponent(id)}`, text, { revision });
  }

  retireTemplate(id: string, revision: number): Promise<void> {
    return this.client.write('DELETE', `${ROOT}/message-templates/${encodeURIComponent(id)}`, undefined, { revision });
  }
}
