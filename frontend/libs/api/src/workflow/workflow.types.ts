import type { operations } from '@api/generated/declaration-workflow';
import type { Answer, QueryOf } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document; none is written by hand. Figures are integers in hundredths
// (plain integers for INTEGER lines), money is cents, dates are ISO.

export type DeclarationView = Answer<operations['readDeclaration']>;
export type HomeView = Answer<operations['readHome']>;
export type FileMessages = Answer<operations['readFileMessages']>;
export type UnreadFiles = Answer<operations['listUnreadFiles']>;
export type UnreadFile = UnreadFiles['items'][number];
export type VersionView = Answer<operations['readVersion']>;
export type ReviewView = Answer<operations['reviewDeclaration']>;
export type DeclarationList = Answer<operations['searchDeclarations']>;
export type DeclarationQuery = QueryOf<operations['searchDeclarations']>;
export type EquipmentList = Answer<operations['searchEquipments']>;
export type EquipmentQuery = QueryOf<operations['searchEquipments']>;
export type Queue = Answer<operations['readQueue']>;
export type QueueQuery = QueryOf<operations['readQueue']>;
export type ValidationPreview = Answer<operations['previewValidations']>['items'][number];
export type Validated = Answer<operations['validateDeclarations']>['items'][number];
export type Agent = Answer<operations['listAgents']>['items'][number];
export type Campaign = Answer<operations['readCampaign']>;
export type CampaignPreview = Answer<operations['previewCampaign']>;
export type CalendarItem = Answer<operations['readCampaignCalendar']>['items'][number];
export type CampaignTemplate = Answer<operations['listCampaignTemplates']>['items'][number];
export type CampaignQuery = QueryOf<operations['previewCampaign']>;
export type SavedFilter = Answer<operations['listSavedFilters']>['items'][number];
export type CafSettings = Answer<operations['listCafSettings']>['items'][number];
export type FormList = Answer<operations['listForms']>;
export type FormFile = Answer<operations['readForm']>;
export type FormWords = FormFile['lines'][number];
export type FormContent = NonNullable<FormFile['draft']>['content'];
export type MessageTemplate = Answer<operations['listMessageTemplates']>['items'][number];
export type TemplateVersion = Answer<operations['listTemplateVersions']>['items'][number];

export type Task = HomeView['tasks'][number];
export type DeclarationListItem = DeclarationList['items'][number];
export type EquipmentListItem = EquipmentList['items'][number];
export type QueueItem = Queue['items'][number];

export type DeclarationType = DeclarationView['type'];
export type Status = DeclarationView['status'];
export type Act = DeclarationView['acts'][number];

export type Step = DeclarationView['steps'][number];
export type StepKey = Step['key'];
export type StepState = Step['state'];

export type SectionView = DeclarationView['sections']['activity'];
export type SectionKey = SectionView['key'];
export type FormLine = SectionView['lines'][number];
export type Values = SectionView['values'];
export type FieldValue = Values[string];
export type PreviousValues = SectionView['previous'][number];

/** What the Caf says of one line of a form when it rejects. */
export type Remark = NonNullable<DeclarationView['correction']>['remarks'][number];
export type CorrectionRequest = NonNullable<DeclarationView['correctionRequest']>;

export type ControlView = DeclarationView['controls'][number];
export type Severity = ControlView['severity'];
export type ControlStep = ControlView['step'];
export type Figure = NonNullable<ControlView['measured']>;

export type EstimateView = NonNullable<DeclarationView['estimate']>;
export type EstimateLine = EstimateView['lines'][number];
