CREATE INDEX "credential_by_folded_login" ON "credential" (lower(btrim(normalize(login, NFKC))));
