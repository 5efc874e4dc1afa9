/** Who the declaration is about, as the equipment service says it. */
export interface Equipment {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly cafCode: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
  readonly idequ: string;
  readonly afcFileNumber: string;
}
