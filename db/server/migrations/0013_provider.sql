-- Sign-ins at the bank's own provider that were begun.
CREATE TABLE "sign_in_flow" (
  "state" text PRIMARY KEY,
  "challenge" text NOT NULL,
  "nonce" text NOT NULL,
  "verifier" text NOT NULL,
  "redirect" text NOT NULL,
  "return_to" text NOT NULL,
  "expires_at" bigint NOT NULL
);
