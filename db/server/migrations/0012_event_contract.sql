ALTER TABLE "event" ADD COLUMN "contract" text;
