import type { Json } from '@portail/platform/pure/canonical-json.ts';
import type { AllowedPeriod } from '../domain/acts/open-declaration.ts';
import type { Assignee } from '../domain/assignment.ts';
import type { CafSettings } from '../domain/caf-settings.ts';
import type { CampaignTemplate } from '../domain/campaign-template.ts';
import type { Campaign } from '../domain/campaign.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { DeclarationEvent } from '../domain/events.ts';
import type { FormDefinition } from '../domain/form-definition.ts';
import type { FileMessage } from '../domain/file-message.ts';
import type { FormProposal } from '../domain/form-proposal.ts';
import type { FormContent, FormVersion, KnownForms } from '../domain/form-words.ts';
import type { EquipmentChange } from '../domain/equipment-change.ts';
import type { EquipmentFacts } from '../domain/equipment-facts.ts';
import type { MessageTemplate, Worker } from '../domain/message-template.ts';
import type { Person } from '../domain/permissions.ts';
import type { DeclarationType, SectionKey, Status } from '../domain/vocabulary.ts';

/** What this service knows of an equipment, with who runs it and which Caf funds it. */
export interface KnownEquipment extends EquipmentFacts {
  readonly partnerId: string;
  readonly cafCode: string;
}

/** A declaration with what a decision needs beside it. */
export interface DeclarationFile {
  readonly declaration: Declaration;
  readonly equipment: KnownEquipment;
  /** Latest verdict of the current version. */
  readonly evaluation: Evaluation | null;
  /** True when the Caf has closed the exercise: a validated declaration is then not reopened (T13). */
  readonly exerciseClosed: boolean;
  /** Where the Caf asks for four eyes: who changed the equipment’s data, each with the last day (ISO, Paris) they did. */
  readonly equipmentChanges: readonly EquipmentChange[];
}

/** One transaction on declarations: what is read is what is decided on, and all of it commits or none. */
export interface DeclarationUnit {
  /** The declaration, locked until the end of the transaction; null when unknown. */
  load(id: string): Promise<DeclarationFile | null>;
  equipment(id: string): Promise<KnownEquipment | null>;
  /**
   * The signed-in person as they relate to the equipment that day; null when no such account is known.
   * @param day ISO date in Europe/Paris: habilitations take effect by day
   */
  person(subject: string, equipment: KnownEquipment, day: string): Promise<Person | null>;
  /** The form of a section, from the dated lines of the exercise. */
  form(section: SectionKey, exercise: number, type: DeclarationType, modulated: boolean): Promise<FormDefinition>;
  /** Periods each type may cover (decision 9.10). */
  allowedPeriods(): Promise<readonly AllowedPeriod[]>;
  /**
   * Keeps the new state with its journal lines and outgoing events. The first save of a declaration has revision 1.
   * @throws RefusalError STALE_VERSION when someone else committed first, DECLARATION_EXISTS on a duplicate opening
   */
  save(next: Declaration, events: readonly DeclarationEvent[], evaluation: Evaluation | null): Promise<void>;
  /** Keeps a verdict and wakes the requests that wait for it; false when one on newer data is known. */
  keepVerdict(verdict: Evaluation): Promise<boolean>;
  /** Runs the act once per idempotency key; a repeat gets the first answer. */
  once<T extends Json>(request: { key: string; scope: string; body: Json }, act: () => Promise<T>): Promise<T>;
}

/** Where use cases find declarations. */
export interface Declarations {
  transact<T>(work: (unit: DeclarationUnit) => Promise<T>): Promise<T>;
  /** Waits until the verdict on these very data has arrived, at most `milliseconds`. True when it is there. */
  verdictArrives(declaration: Declaration, milliseconds: number): Promise<boolean>;
  /**
   * Waits until this person’s acceptance of the conditions générales is known here, at most `milliseconds`: it was given
   * to the identity service, perhaps an instant ago.
   */
  termsAccepted(subject: string, version: string, milliseconds: number): Promise<boolean>;
}

/** A part of a declaration that people have on screen. */
export type Place = 'activity' | 'financial' | 'review';

/** Someone else who has a part of the declaration on screen. */
export interface Present {
  readonly name: string;
  readonly place: Place;
}

/** A live stream that says where its person is; a person may have several. */
export interface Standing {
  readonly stream: string;
  readonly declarationId: string;
  readonly place: Place;
  /** Subject of the token. */
  readonly subject: string;
}

/** Who has which part of a declaration on screen. Colleagues only: a partner’s people never see when an agent reads. */
export interface Presence {
  /** The person has this part on screen from now on; colleagues are told. */
  arrive(standing: Standing, at: Date): Promise<void>;
  /** Still there: without a sign for a minute a person counts as gone. */
  stay(standing: Standing, at: Date): Promise<void>;
  /** No longer there; colleagues are told. */
  leave(standing: Standing): Promise<void>;
  /** The other people there, by name. */
  others(subject: string, declarationId: string, at: Date): Promise<readonly Present[]>;
}

/** One transaction on what agents work with beside the declarations. */
export interface InstructionUnit {
  /** A declaration with who has it, locked until the end of the transaction; null when unknown. */
  assignable(declarationId: string): Promise<{
    readonly status: Status;
    readonly equipment: Pick<KnownEquipment, 'id' | 'cafCode' | 'partnerId'>;
    readonly assignee: Assignee | null;
  } | null>;
  /** Someone, by account or by id, as they relate to the equipment that day. */
  person(
    who: { readonly subject: string } | { readonly id: string },
    equipment: Pick<KnownEquipment, 'id' | 'cafCode' | 'partnerId'>,
    day: string,
  ): Promise<Person | null>;
  /** The signed-in person when they work for a Caf or the Cnaf; null otherwise. */
  worker(subject: string): Promise<Worker | null>;
  assign(declarationId: string, from: Assignee | null, to: Assignee | null, by: Person, at: Date): Promise<void>;
  /** How many filters under other names this person keeps. */
  filterCount(personId: string, otherThan: string): Promise<number>;
  keepFilter(personId: string, name: string, query: string, at: Date): Promise<void>;
  /** False when there was none of that name. */
  dropFilter(personId: string, name: string): Promise<boolean>;
  /** Locked until the end of the transaction; null when unknown. */
  template(id: string): Promise<MessageTemplate | null>;
  keepTemplate(known: MessageTemplate | null, next: MessageTemplate, by: Worker, at: Date): Promise<void>;
}

/** One transaction on campaigns. */
export interface CampaignUnit {
  worker(subject: string): Promise<Worker | null>;
  allowedPeriods(): Promise<readonly AllowedPeriod[]>;
  form(section: SectionKey, exercise: number, type: DeclarationType, modulated: boolean): Promise<FormDefinition>;
  once<T extends Json>(request: { key: string; scope: string; body: Json }, act: () => Promise<T>): Promise<T>;
  /** Keeps a campaign with the equipments of its filter, whose declarations are then opened batch by batch. */
  begin(campaign: Campaign): Promise<void>;
  /** A campaign that is not finished, oldest first; null when all are. */
  unfinished(): Promise<Campaign | null>;
  /** Equipments whose turn it is, locked until the end of the transaction; those another batch holds are left to it. */
  nextEquipments(campaignId: string, limit: number): Promise<readonly KnownEquipment[]>;
  /** Opens declarations at once; returns the ids of those opened: of the others one of the same key exists. */
  openMany(
    openings: readonly { readonly declaration: Declaration; readonly events: readonly DeclarationEvent[] }[],
  ): Promise<ReadonlySet<string>>;
  keepOutcomes(
    campaignId: string,
    outcomes: readonly {
      readonly equipmentId: string;
      readonly outcome: string;
      readonly declarationId: string | null;
    }[],
  ): Promise<void>;
  /** Finished, when no equipment is left. */
  finish(campaign: Pick<Campaign, 'id' | 'startedBy'>, at: Date): Promise<void>;
}

/** Where campaigns are kept. */
export interface Campaigns {
  transact<T>(work: (unit: CampaignUnit) => Promise<T>): Promise<T>;
}

/** Where campaign templates are kept. */
export interface CampaignTemplates {
  transact<T>(
    work: (unit: {
      worker(subject: string): Promise<Worker | null>;
      /** The last published; null when the period has none. */
      template(type: DeclarationType, endsOn: string): Promise<CampaignTemplate | null>;
      /** @throws RefusalError STALE_VERSION when another was published meanwhile */
      keep(known: CampaignTemplate, next: CampaignTemplate, by: Worker, at: Date): Promise<void>;
    }) => Promise<T>,
  ): Promise<T>;
}

/** What is prepared about the forms: its revision, and its content while it is under way. */
export interface PreparedForm {
  readonly revision: number;
  readonly content: FormContent | null;
}

/** Where the words of the national forms are kept. */
export interface Forms {
  transact<T>(
    work: (unit: {
      worker(subject: string): Promise<Worker | null>;
      /** The draft of an exercise; it and every publication wait until the end of the transaction. */
      hold(exercise: number): Promise<PreparedForm>;
      known(exercise: number): Promise<KnownForms>;
      keepDraft(exercise: number, draft: PreparedForm, by: Worker, at: Date): Promise<void>;
      publish(version: FormVersion): Promise<void>;
      /** Held until the end of the transaction; null when nobody knows it. */
      proposal(id: string): Promise<FormProposal | null>;
      insertProposal(proposal: FormProposal): Promise<void>;
      updateProposal(proposal: FormProposal): Promise<void>;
      note(
        exercise: number,
        type:
          | 'FormDraftSaved'
          | 'FormDraftDiscarded'
          | 'FormPublished'
          | 'FormProposalSent'
          | 'FormProposalSeen'
          | 'FormProposalTaken'
          | 'FormProposalRefused',
        by: Worker,
        at: Date,
        data: Json,
      ): Promise<void>;
      /** Runs the act once per idempotency key; a repeat gets the first answer. */
      once<T extends Json>(request: { key: string; scope: string; body: Json }, act: () => Promise<T>): Promise<T>;
    }) => Promise<T>,
  ): Promise<T>;
}

/** Where the settings of a Caf are kept. */
export interface CafSettingsStore {
  transact<T>(
    work: (unit: {
      worker(subject: string): Promise<Worker | null>;
      /** Locked until the end of the transaction; revision 0 when the Caf never decided anything. */
      settings(cafCode: string): Promise<CafSettings>;
      keep(known: CafSettings, next: CafSettings, by: Worker, at: Date): Promise<void>;
    }) => Promise<T>,
  ): Promise<T>;
}

/** The file of a declaration, as far as messages go. */
export interface OpenFile {
  readonly declarationId: string;
  readonly exercise: number;
  readonly type: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly equipment: Pick<KnownEquipment, 'id' | 'cafCode' | 'partnerId'>;
}

/** What an act on messages works with, within its transaction. */
export interface FileMessagesUnit {
  file(declarationId: string): Promise<OpenFile | null>;
  person(subject: string, equipment: OpenFile['equipment'], day: string): Promise<Person | null>;
  /** Adds a message at the end of the file; its author has read it. */
  add(file: OpenFile, message: FileMessage & { readonly id: string }, at: Date): Promise<void>;
  markRead(file: OpenFile, personId: string, upTo: number): Promise<void>;
  once<T extends Json>(request: { key: string; scope: string; body: Json }, act: () => Promise<T>): Promise<T>;
}

/** Where what partner and Caf write to each other is kept. */
export interface FileMessages {
  transact<T>(work: (unit: FileMessagesUnit) => Promise<T>): Promise<T>;
}

/** Where agents’ arrangements are kept. */
export interface Instruction {
  transact<T>(work: (unit: InstructionUnit) => Promise<T>): Promise<T>;
}
