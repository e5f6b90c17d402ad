ALTER TABLE "event" ADD COLUMN "contract" TEXT;
