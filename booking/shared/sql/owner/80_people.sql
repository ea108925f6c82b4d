-- What account acts write in app: called by the functions of schema account alone. They are online only and leave no
-- trace of a password anywhere.

create function app.require_office() returns void
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
begin
    if pg_has_role(session_user, 'loop_owner', 'usage') then return; end if;
    if not exists (select 1 from app.person_role r where r.person_id = (app.me()).id and r.role = 'site_admin') then
        raise exception using errcode = 'LB403', message = 'not_allowed';
    end if;
end $$;

-- A site's administrator gives rights on his own site only; the database's owner any.
create function app.require_grantable(p_roles jsonb) returns void language plpgsql stable as $$
declare e jsonb; site int;
begin
    if p_roles is null or jsonb_typeof(p_roles) <> 'array' or jsonb_array_length(p_roles) > 20
       or (select count(distinct x) from jsonb_array_elements(p_roles) x) < jsonb_array_length(p_roles) then
        perform app.malformed('bad_request', 'roles');
    end if;
    for e in select * from jsonb_array_elements(p_roles) loop
        if coalesce(e ->> 'role', '') not in ('tenant_admin', 'custodian', 'site_admin', 'auditor') then
            perform app.malformed('bad_request', 'roles');
        end if;
        if ((e ->> 'role') = 'site_admin') <> (e ->> 'site' is not null)
           or ((e ->> 'role') = 'custodian') <> (e ->> 'resource' is not null) then
            perform app.malformed('bad_request', 'roles');
        end if;
        continue when pg_has_role(session_user, 'loop_owner', 'usage');
        site := coalesce(app.code_id('app.site', e ->> 'site', 'roles'),
            (select r.site_id from app.resource r where r.code = e ->> 'resource'));
        if e ->> 'role' = 'auditor' or site is not null and not app.administers((app.me()).id, site) then
            raise exception using errcode = 'LB403', message = 'not_allowed';
        end if;
    end loop;
end $$;

create function app.store_person(p_login text, p_name text, p_email text, p_tenant text, p_language text, p_roles jsonb)
returns int language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
declare who int; tenant int;
begin
    perform app.require_office();
    perform app.check_text(to_jsonb(coalesce(p_name, '')), 1, 100, false, 'name');
    perform app.check_text(to_jsonb(coalesce(p_email, '')), 0, 200, false, 'email');
    perform app.require_grantable(p_roles);
    tenant := app.code_id('app.tenant', p_tenant, 'tenant');
    if tenant is null or p_login is null or coalesce(p_language, '') not in ('en', 'zh_hant', 'zh_hans') then
        perform app.malformed('bad_request', 'person');
    end if;
    insert into app.person (login, name, email, tenant_id, language, chg)
        values (p_login, btrim(p_name), coalesce(p_email, ''), tenant, p_language, app.load_chg('person', ''))
        returning id into who;
    insert into app.person_role (person_id, role, site_id, resource_id)
        select who, e ->> 'role', app.code_id('app.site', e ->> 'site', 'roles'), app.code_id('app.resource', e ->> 'resource', 'roles')
        from jsonb_array_elements(p_roles) e;
    return who;
end $$;

create function app.set_active(p_login text, p_active boolean) returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
begin
    perform app.require_office();
    if p_active is null then perform app.malformed('bad_request', 'active'); end if;
    update app.person p set active = p_active, vis_gen = p.vis_gen + 1, chg = app.load_chg('person', '') where p.login = p_login;
    if not found then perform app.malformed('bad_request', 'login'); end if;
end $$;

-- Who may reset or disable whom: a site's administrator nobody who has rights at another site, and no auditor.
create function app.require_over(p_login text) returns void
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
begin
    perform app.require_office();
    if not exists (select 1 from app.person p where p.login = p_login) then perform app.malformed('bad_request', 'login'); end if;
    if pg_has_role(session_user, 'loop_owner', 'usage') then return; end if;
    if exists (select 1 from app.person p join app.person_role r on r.person_id = p.id
               left join app.resource x on x.id = r.resource_id
               where p.login = p_login and (r.role = 'auditor'
                or coalesce(r.site_id, x.site_id) is not null and not app.administers((app.me()).id, coalesce(r.site_id, x.site_id)))) then
        raise exception using errcode = 'LB403', message = 'not_allowed';
    end if;
end $$;
