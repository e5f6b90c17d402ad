ALTER TABLE "attendee" ADD COLUMN "answer_note" text;

ALTER TABLE "attendee" ADD COLUMN "answered_by" text;

ALTER TABLE "attendee" ADD COLUMN "counter_at" bigint;

ALTER TABLE "attendee" ADD COLUMN "counter_start" text;

ALTER TABLE "attendee" ADD COLUMN "counter_end" text;

ALTER TABLE "attendee" ADD COLUMN "counter_zone" text;

ALTER TABLE "attendee" ADD COLUMN "counter_recurrence_id" text;

ALTER TABLE "attendee" ADD COLUMN "counter_was" text;

ALTER TABLE "attendee" ADD COLUMN "counter_note" text;

ALTER TABLE "attendee" ADD COLUMN "counter_reply" text;

ALTER TABLE "attendee" ADD COLUMN "counter_word" text;

ALTER TABLE "attendee" ADD COLUMN "counter_reply_to" bigint;

ALTER TABLE "invitation" ADD COLUMN "answered_by" text;

ALTER TABLE "invitation" ADD COLUMN "counter_at" bigint;

ALTER TABLE "invitation" ADD COLUMN "counter_start" text;

ALTER TABLE "invitation" ADD COLUMN "counter_end" text;

ALTER TABLE "invitation" ADD COLUMN "counter_zone" text;

ALTER TABLE "invitation" ADD COLUMN "counter_recurrence_id" text;

ALTER TABLE "invitation" ADD COLUMN "counter_was" text;

ALTER TABLE "invitation" ADD COLUMN "counter_note" text;

ALTER TABLE "invitation" ADD COLUMN "counter_reply" text;

ALTER TABLE "invitation" ADD COLUMN "counter_word" text;

ALTER TABLE "invitation" ADD COLUMN "counter_reply_to" bigint;

ALTER TABLE "invitation" ADD COLUMN "people" text;

ALTER TABLE "invitation" ADD COLUMN "rooms" text;

ALTER TABLE "invitation" ADD COLUMN "whereabouts" text;
