ALTER TABLE "event" ADD COLUMN "holding_id" TEXT;
