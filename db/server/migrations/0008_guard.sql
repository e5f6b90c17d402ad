ALTER TABLE "device" ADD COLUMN "revoked_why" text;

-- Lines from before the chain stay outside of it: nothing could vouch for them now.
ALTER TABLE "audit" ADD COLUMN "n" bigint;

ALTER TABLE "audit" ADD COLUMN "hash" text;

CREATE TABLE "audit_head" (
  "one" integer PRIMARY KEY,
  "n" bigint NOT NULL,
  "hash" text NOT NULL
);

CREATE TABLE "sign_in_limit" (
  "key" text PRIMARY KEY,
  "failures" integer NOT NULL,
  "locked_until" bigint NOT NULL,
  "at" bigint NOT NULL
);

CREATE TABLE "handover" (
  "device" integer PRIMARY KEY,
  "person_id" text NOT NULL,
  "at" bigint NOT NULL,
  "changes" text NOT NULL
);

-- Lines are only ever added; the chain shows it where somebody takes the trigger away first.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'lines of the audit log are only added'; END $$;

CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
