ALTER TABLE "attendee" ADD COLUMN "answer_note" TEXT;

ALTER TABLE "attendee" ADD COLUMN "answered_by" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_at" INTEGER;

ALTER TABLE "attendee" ADD COLUMN "counter_start" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_end" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_zone" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_recurrence_id" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_was" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_note" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_reply" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_word" TEXT;

ALTER TABLE "attendee" ADD COLUMN "counter_reply_to" INTEGER;

CREATE INDEX "attendee_by_counter_at" ON "attendee" ("counter_at");

ALTER TABLE "invitation" ADD COLUMN "answered_by" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_at" INTEGER;

ALTER TABLE "invitation" ADD COLUMN "counter_start" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_end" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_zone" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_recurrence_id" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_was" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_note" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_reply" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_word" TEXT;

ALTER TABLE "invitation" ADD COLUMN "counter_reply_to" INTEGER;

ALTER TABLE "invitation" ADD COLUMN "people" TEXT;

ALTER TABLE "invitation" ADD COLUMN "rooms" TEXT;

ALTER TABLE "invitation" ADD COLUMN "whereabouts" TEXT;
