-- Schemas, extension and what the public may not do, per database, run by a superuser; repeatable.
revoke all on schema public from public;
create extension if not exists btree_gist with schema public;
grant usage on schema public to loop_owner;
create schema if not exists app authorization loop_owner;
create schema if not exists api authorization loop_owner;
create schema if not exists account authorization loop_accounts;
create schema if not exists guard authorization loop_guard;
revoke all on schema app, api, account, guard from public;
alter default privileges for role loop_owner, loop_accounts, loop_guard revoke execute on functions from public;
create table if not exists guard.ended (
    at timestamptz not null, login text not null, began timestamptz not null, by_login text not null);
alter table guard.ended owner to loop_guard;
-- A person's session could fill the disk with large objects, exhaust the lock table or run code of its own.
revoke usage on language plpgsql from public;
grant usage on language plpgsql to loop_owner, loop_accounts, loop_guard;
revoke execute on function pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea),
    pg_catalog.pg_advisory_lock(bigint), pg_catalog.pg_advisory_lock(integer, integer),
    pg_catalog.pg_advisory_lock_shared(bigint), pg_catalog.pg_advisory_lock_shared(integer, integer),
    pg_catalog.pg_advisory_xact_lock(bigint), pg_catalog.pg_advisory_xact_lock(integer, integer),
    pg_catalog.pg_advisory_xact_lock_shared(bigint), pg_catalog.pg_advisory_xact_lock_shared(integer, integer),
    pg_catalog.pg_try_advisory_lock(bigint), pg_catalog.pg_try_advisory_lock(integer, integer),
    pg_catalog.pg_try_advisory_lock_shared(bigint), pg_catalog.pg_try_advisory_lock_shared(integer, integer),
    pg_catalog.pg_try_advisory_xact_lock(bigint), pg_catalog.pg_try_advisory_xact_lock(integer, integer),
    pg_catalog.pg_try_advisory_xact_lock_shared(bigint), pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer)
    from public;
