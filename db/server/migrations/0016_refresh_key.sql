ALTER TABLE "meta" ADD COLUMN "refresh_key" text;
