import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others said, what people were told, and the mails that go with it. */
export class Notices1700000001000 implements MigrationInterface {
  readonly name = 'Notices1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table person (
        id uuid primary key,
        revision integer not null,
        subject text not null unique,
        email text not null,
        name text not null,
        population text not null,
        active boolean not null,
        partner_id uuid,
        caf_codes text[] not null
      )`);
    await runner.query('create index person_caf on person using gin (caf_codes)');
    await runner.query(`
      create table habilitation (
        person_id uuid not null references person (id),
        equipment_id uuid not null,
        roles text[] not null,
        effective_from date not null,
        effective_to date,
        primary key (person_id, equipment_id, effective_from)
      )`);
    await runner.query('create index habilitation_equipment on habilitation (equipment_id)');
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision integer not null,
        name text not null,
        commune text not null,
        partner_id uuid not null,
        caf_code text not null,
        referent_email text not null
      )`);
    await runner.query(`
      create table declaration (
        id uuid primary key,
        revision integer not null,
        equipment_id uuid not null,
        exercise integer not null,
        type text not null,
        period_start date not null,
        period_end date not null,
        status text not null,
        due_on date,
        activity_state text not null,
        financial_state text not null,
        financial_required boolean not null,
        opened_on date
      )`);
    await runner.query(`
      create index declaration_due on declaration (due_on) where status in ('TO_ENTER', 'IN_PROGRESS')`);
    // A campaign is over when as many openings were heard of as it says it made, in whatever order.
    await runner.query('create table campaign (id uuid primary key, opened integer not null, told_at timestamptz)');
    await runner.query('create index campaign_untold on campaign (id) where told_at is null');
    await runner.query(`
      create table campaign_opening (
        campaign_id uuid not null,
        declaration_id uuid not null,
        primary key (campaign_id, declaration_id)
      )`);
    await runner.query(`
      create table message (
        id uuid primary key,
        person_id uuid not null,
        kind text not null,
        group_key text not null,
        campaign_id uuid,
        at timestamptz not null,
        collecting boolean not null,
        release_at timestamptz not null,
        read_at timestamptz,
        mail_state text not null check (mail_state in ('NONE', 'WAITING', 'SENT', 'FAILED', 'DROPPED')),
        attempts integer not null default 0,
        next_attempt_at timestamptz not null,
        sent_at timestamptz,
        last_error text,
        revision integer not null default 1
      )`);
    // While it still waits for the others, there is one message of a kind and group for a person.
    await runner.query(`
      create unique index message_collecting on message (person_id, kind, group_key) where collecting`);
    await runner.query('create index message_release on message (release_at) where collecting');
    await runner.query(
      'create index message_campaign on message (campaign_id) where collecting and campaign_id is not null',
    );
    await runner.query(
      `create index message_due on message (next_attempt_at, id) where mail_state = 'WAITING' and not collecting`,
    );
    await runner.query('create index message_person on message (person_id, at desc, id desc)');
    await runner.query('create index message_unread on message (person_id) where read_at is null');
    await runner.query(
      `create index message_mail on message (mail_state, at desc, id desc) where mail_state <> 'NONE'`,
    );
    await runner.query(`create index message_mail_newest on message (at desc, id desc) where mail_state <> 'NONE'`);
    // Nobody is told twice of the same thing, whatever is delivered again.
    await runner.query(`
      create table message_item (
        person_id uuid not null,
        item_key text not null,
        message_id uuid not null references message (id),
        equipment_id uuid,
        declaration_id uuid,
        facts jsonb not null,
        primary key (person_id, item_key)
      )`);
    await runner.query('create index message_item_message on message_item (message_id, item_key)');
    await runner.query(`
      create table mailbox (person_id uuid primary key, revision integer not null, unread integer not null)`);
    await runner.query(`
      create table preference (person_id uuid primary key, revision integer not null, muted text[] not null)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table preference, mailbox, message_item, message, campaign_opening, campaign, declaration, equipment,
         habilitation, person`,
    );
  }
}
