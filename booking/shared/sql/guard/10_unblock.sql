-- A hostile or hanging session cannot stop the others: ends sessions of persons that hold a transaction id (and so may
-- hold the zone's lock) for more than five seconds. Owned by loop_guard; called by a writer that met 55P03.
create function guard.unblock() returns int language plpgsql security definer set search_path = '' set timezone = 'UTC'
set datestyle = 'ISO, YMD' set transform_null_equals = off set lock_timeout = '3s' as $$
declare n int := 0; a record;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception using errcode = 'LB400', message = 'bad_isolation', detail = '';
    end if;
    for a in
        select s.pid, s.usename, s.xact_start from pg_stat_activity s
        where s.datname = current_database() and s.pid <> pg_backend_pid() and s.backend_xid is not null
          and s.xact_start < clock_timestamp() - interval '5 seconds'
          and pg_has_role(s.usesysid, 'loop_person', 'member') and not pg_has_role(s.usesysid, 'loop_owner', 'member')
    loop
        if pg_terminate_backend(a.pid) then
            insert into guard.ended (at, login, began, by_login) values (clock_timestamp(), a.usename, a.xact_start, session_user);
            n := n + 1;
        end if;
    end loop;
    return n;
end $$;
