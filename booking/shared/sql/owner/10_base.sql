-- Identity, the counter, the history chain, small helpers. search_path is empty everywhere: only pg_catalog is implied.

create function app.tl() returns text language sql stable as $$
    select (select c.system_identifier::text from pg_control_system() c)
        || ':' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
        || ':' || left(s.salt::text, 8)
    from app.setting s
$$;

-- The person behind this session; 28000 where there is none or he is disabled.
create function app.me() returns app.person language plpgsql stable as $$
declare me app.person;
begin
    select * into me from app.person p where p.login = session_user and p.active and not p.gone;
    if not found then
        raise exception using errcode = '28000', message = 'unknown or disabled person';
    end if;
    return me;
end $$;

create function app.administers(p_person int, p_site int) returns boolean language sql stable as $$
    select exists (select 1 from app.person_role r
        where r.person_id = p_person and r.role = 'site_admin' and r.site_id = p_site)
$$;

create function app.sees(p_me app.person, p_resource app.resource) returns boolean
language sql stable as $$
    select p_resource.classes is null
        or (select t.tenant_class from app.tenant t where t.id = p_me.tenant_id) = any (p_resource.classes)
        or app.administers(p_me.id, p_resource.site_id)
$$;

create function app.hidden_resources(p_me app.person) returns int[] language sql stable as $$
    select coalesce(array_agg(r.id), '{}') from app.resource r
    where r.classes is not null and not app.sees(p_me, r)
$$;

create function app.iso(p timestamptz) returns text language sql stable as $$
    select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

-- stable, not immutable, as extract is: otherwise it would not be inlined, and the feeds ask it for each row.
create function app.epoch_s(p timestamptz) returns bigint language sql stable as $$
    select floor(extract(epoch from p))::bigint
$$;

-- Refusals inside an act: the dispatcher rolls the act back and keeps the answer.
create function app.refuse(p_problems jsonb) returns void language plpgsql as $$
begin
    raise exception using errcode = 'LB409', message = 'refused', detail = p_problems::text;
end $$;

create function app.refuse(p_code text) returns void language sql as $$
    select app.refuse(jsonb_build_array(jsonb_build_object('code', p_code)))
$$;

-- Malformed requests: answered, never stored.
create function app.malformed(p_code text, p_field text) returns void language plpgsql as $$
begin
    raise exception using errcode = 'LB400', message = p_code, detail = p_field;
end $$;

-- Locks the zone's counter until commit: from here on this transaction is alone among writers.
create function app.lock_head() returns app.head language plpgsql as $$
declare h app.head;
begin
    select * into strict h from app.head for update;
    return h;
end $$;

-- Writes the next number, one event and, where an act has one, its answer; h.seq + 1 is already the chg of the act's rows and
-- is returned. p_line is app.tl().
create function app.advance(h app.head, p_line text, p_at timestamptz, p_actor int, p_op text, p_subject text, p_payload jsonb,
    p_answer app.mutation) returns bigint language plpgsql as $$
declare
    salt bytea := uuid_send(gen_random_uuid());
    digest bytea;
    link bytea;
    -- With the queue full no commit that rings would succeed, and one idle listener can fill it.
    ring boolean := h.bell_at < p_at - interval '200 milliseconds' and pg_notification_queue_usage() < 0.5;
begin
    if h.tl <> p_line then
        insert into app.epoch (tl, start_seq) values (p_line, h.seq) on conflict do nothing;
    end if;
    digest := sha256(salt || convert_to(p_payload::text, 'UTF8'));
    link := sha256(h.hash || app.event_bytes(h.event + 1, p_at, p_actor, p_op, p_subject, digest));
    with e as (
        insert into app.event (seq, at, actor, op, subject, digest, prev, hash)
        values (h.event + 1, p_at, p_actor, p_op, p_subject, digest, h.hash, link)
    ), p as (
        insert into app.event_payload (seq, salt, payload) values (h.event + 1, salt, p_payload)
    ), m as (
        insert into app.mutation select (p_answer).* where (p_answer).id is not null
    )
    update app.head set seq = h.seq + 1, tl = p_line, event = h.event + 1, hash = link,
        bell_at = case when ring then p_at else bell_at end;
    if ring then
        perform pg_notify('loop_bell', (h.seq + 1)::text);
    end if;
    return h.seq + 1;
end $$;

create function app.event_bytes(p_seq bigint, p_at timestamptz, p_actor int, p_op text, p_subject text, p_digest bytea)
returns bytea language sql stable as $$
    select convert_to(concat_ws('|', p_seq, extract(epoch from p_at), p_actor, p_op, p_subject), 'UTF8') || p_digest
$$;

-- First event whose link does not follow from the one before, or null: for doctor and auditors.
create function app.chain_break() returns bigint language sql stable as $$
    select min(e.seq) from (
        select x.*, lag(x.hash, 1, '\x'::bytea) over (order by x.seq) as before from app.event x) e
    left join app.event_payload p on p.seq = e.seq
    where e.prev <> e.before
       or e.hash <> sha256(e.prev || app.event_bytes(e.seq, e.at, e.actor, e.op, e.subject, e.digest))
       or e.digest <> sha256(p.salt || convert_to(p.payload::text, 'UTF8'))
$$;

-- Number for rows that an administrator loads outside an act (sites, policies, people): locks and advances.
create function app.load_chg(p_what text, p_subject text) returns bigint language plpgsql as $$
begin
    return app.advance(app.lock_head(), app.tl(), clock_timestamp(), null, p_what, p_subject, '{}', null);
end $$;

-- Rules are weighed before the lock (app.ready) and hold as long as this number stands: every change of what they are
-- weighed with passes here, whoever makes it.
create function app.catalogue_changed() returns trigger language plpgsql as $$
begin
    update app.head set catalogue = catalogue + 1;
    return null;
end $$;

do $$
declare what text;
begin
    foreach what in array array['setting', 'calendar_day', 'hours_profile', 'hours_window', 'policy', 'site', 'tenant', 'person',
        'person_role', 'resource', 'resource_part', 'closure', 'locked_period'] loop
        execute format('create trigger catalogue_changed before insert or update or delete or truncate on app.%I'
            ' for each statement execute function app.catalogue_changed()', what);
    end loop;
end $$;
