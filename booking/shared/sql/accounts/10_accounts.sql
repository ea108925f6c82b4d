-- Account acts: online only, never in outbox, mutation or event. A verifier travels, not a password. These functions
-- belong to loop_accounts, which may create logins and nothing else; what they write in app goes through app.store_person.

create function account.require_read_committed() returns void language plpgsql stable as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception using errcode = 'LB400', message = 'bad_isolation', detail = '';
    end if;
end $$;

create function account.check_verifier(p_verifier text) returns void language plpgsql immutable as $$
begin
    if p_verifier is null or p_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
        raise exception using errcode = 'LB400', message = 'bad_request', detail = 'verifier';
    end if;
end $$;

create function account.person_add(p_login text, p_verifier text, p_name text, p_email text, p_tenant text, p_language text, p_roles jsonb)
returns int language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' set createrole_self_grant = '' as $$
declare who int;
begin
    perform account.require_read_committed();
    perform account.check_verifier(p_verifier);
    if p_login is null or p_login !~ '^lp_[0-9a-f]{12}$' or exists (select 1 from pg_roles where rolname = p_login) then
        raise exception using errcode = 'LB400', message = 'bad_request', detail = 'login';
    end if;
    who := app.store_person(p_login, p_name, p_email, p_tenant, p_language, p_roles);
    execute format('create role %I login connection limit 4 password %L', p_login, p_verifier);
    execute format('grant loop_person to %I with inherit true, set false', p_login);
    return who;
end $$;

create function account.person_reset(p_login text, p_verifier text) returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' set createrole_self_grant = '' as $$
begin
    perform account.require_read_committed();
    perform account.check_verifier(p_verifier);
    perform app.require_over(p_login);
    execute format('alter role %I password %L', p_login, p_verifier);
end $$;

create function account.person_active(p_login text, p_active boolean) returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' set createrole_self_grant = '' as $$
begin
    perform account.require_read_committed();
    perform app.require_over(p_login);
    perform app.set_active(p_login, p_active);
    if p_active then execute format('alter role %I login', p_login);
    else execute format('alter role %I nologin', p_login);
    end if;
end $$;
