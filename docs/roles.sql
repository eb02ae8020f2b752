-- Two users of PostgreSQL for Stepdown: one that makes and changes tables, one that only works with what is in them.
--
-- Run it once for each database, connected to Stepdown's database, with the bot stopped, as a superuser or as whoever owns the database and its tables
-- and may make roles:
--     psql --single-transaction --set=ON_ERROR_STOP=1 --file=docs/roles.sql "postgresql://…/stepdown"
-- docs/operations.md says what comes next. A test runs this file.

-- Roles belong to the server, not to a database: for a second database they are there already.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['stepdown_owner', 'stepdown_app'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', name);
        END IF;
    END LOOP;
END
$$;
-- Whoever hands tables over to a role, or makes rules for what it will make, has to be a member of it.
GRANT stepdown_owner TO CURRENT_USER;

-- Only these two come in. (Before PostgreSQL 15 everybody could make tables in the schema public.)
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO stepdown_owner, stepdown_app', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO stepdown_owner;
GRANT USAGE ON SCHEMA public TO stepdown_app;

-- stepdown_app reads and changes rows and takes numbers from sequences; it makes, changes, empties and drops no table.
-- First for what is there already, then for what releases will add.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER TABLE public.%I OWNER TO stepdown_owner', name);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO stepdown_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stepdown_app;
ALTER DEFAULT PRIVILEGES FOR ROLE stepdown_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO stepdown_app;
ALTER DEFAULT PRIVILEGES FOR ROLE stepdown_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO stepdown_app;
