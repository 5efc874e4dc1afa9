import type { ControlRule } from '../../domain/rule-sheet.ts';
import { ACTIVITY_CONTROL_RULES } from './activity-control-rules.ts';
import { DECLARATION_CONTROL_RULES } from './declaration-control-rules.ts';
import { FIELD_CONTROL_RULES } from './field-control-rules.ts';
import { FINANCIAL_CONTROL_RULES } from './financial-control-rules.ts';

/** Every national rule at the first opening of the product. */
export const CONTROL_RULES: readonly ControlRule[] = [
  ...FIELD_CONTROL_RULES,
  ...ACTIVITY_CONTROL_RULES,
  ...FINANCIAL_CONTROL_RULES,
  ...DECLARATION_CONTROL_RULES,
];
