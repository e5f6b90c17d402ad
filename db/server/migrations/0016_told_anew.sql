ALTER TABLE "device" ADD COLUMN "anew_scopes" text;
