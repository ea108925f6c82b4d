-- Roles of the cluster, run by a superuser; repeatable. Nobody logs in as one of these.
do $$
declare r text;
begin
    foreach r in array array['loop_owner', 'loop_accounts', 'loop_guard', 'loop_person'] loop
        if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin', r); end if;
    end loop;
end $$;
alter role loop_accounts createrole;
grant loop_person to loop_accounts with admin true, inherit false, set false;
grant pg_signal_backend, pg_read_all_stats to loop_guard with inherit true, set false;
-- In databases that are no zones everybody may make temporary tables, large objects and code: persons stay outside.
do $$
declare d text;
begin
    for d in select datname from pg_database
        where datname in ('postgres', 'template1') and has_database_privilege('public', oid, 'connect')
    loop
        execute format('revoke connect, temporary on database %I from public', d);
    end loop;
end $$;
