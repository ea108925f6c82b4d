-- State of sync and the feeds. A feed sends what changed after a number up to another, a page always ends on a whole
-- number. What a person may not see is not in any row; there is no filter left for the client. A last row without an id
-- is the mark "there is more after this number": rows that are not for this person count into a page, so its length says nothing.

-- Every door asks this first: a snapshot from before would answer with what is no longer so.
create function app.require_read_committed() returns void language plpgsql stable as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then perform app.malformed('bad_isolation', ''); end if;
end $$;

create function api.head() returns bigint
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
begin
    perform app.require_read_committed();
    return (select h.seq from app.head h where (app.me()).id is not null);
end $$;

create function app.reset_reason(p_tl text, p_cursor bigint, p_event bigint, p_hash text, h app.head) returns text
language plpgsql stable as $$
declare fork bigint;
begin
    if p_tl is null or p_tl = '' or p_cursor is null then return 'first'; end if;
    if p_cursor < h.floor then return 'too_old'; end if;
    -- First the timeline: on one that forked, a number beyond the head is one that was lost there.
    if p_tl <> app.tl() then
        if not exists (select 1 from app.epoch e where e.tl = p_tl) then return 'other_server'; end if;
        select min(e.start_seq) into fork from app.epoch e where e.n > (select x.n from app.epoch x where x.tl = p_tl);
        if p_cursor > coalesce(fork, h.seq) then return 'failover'; end if;
    end if;
    if p_cursor > h.seq then return 'server_behind'; end if;
    if p_event > 0 and not exists (select 1 from app.event e where e.seq = p_event and e.hash = decode(p_hash, 'hex')) then
        return 'anchor_gone';
    end if;
    return null;
end $$;

create function api.hello(p_tl text, p_cursor bigint, p_event bigint, p_event_hash text, p_client text)
returns table (tl text, head bigint, reset text, vis_gen bigint, min_client int, schema_version int, server_now timestamptz,
    event bigint, event_hash text, person_id int, tenant_id int, login text, zone text)
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
declare me app.person := app.me(); h app.head; s app.setting;
begin
    perform app.require_read_committed();
    if length(p_tl) > 100 or length(p_event_hash) > 64 or p_event_hash !~ '^[0-9a-f]*$' or length(p_event_hash) % 2 = 1 or length(p_client) > 100 then
        perform app.malformed('bad_request', 'hello');
    end if;
    select * into strict h from app.head;
    select * into strict s from app.setting;
    return query select app.tl(), h.seq, app.reset_reason(p_tl, p_cursor, p_event, p_event_hash, h), me.vis_gen, s.min_client,
        s.schema_version, clock_timestamp(), h.event, encode(h.hash, 'hex'), me.id, me.tenant_id, me.login, s.zone;
end $$;

-- A first pull starts with nothing and goes in one piece: it says so with p_first on its later pages (the first one is
-- known by p_after = 0) and is sent no tombstones and nothing that ended before, on any page. Whoever may hold rows already,
-- also from pages before a pull was torn, does not say so and is told of everything that is gone.

-- Checks what all feeds are asked with; returns the instant after which something must end to be sent.
create function app.pull_since(p_after bigint, p_upto bigint, p_ends_after bigint) returns timestamptz
language plpgsql immutable as $$
begin
    if p_after is null or p_upto is null then perform app.malformed('bad_request', 'after'); end if;
    if p_ends_after not between 0 and 9999999999 then perform app.malformed('bad_time', 'ends_after'); end if;
    return to_timestamp(coalesce(p_ends_after, 0));
end $$;

-- Planned for each page: the feed walks one index in order, one resource has an index of its own, and one plan cannot do both.
create function api.pull_allocations(p_sites int[], p_after bigint, p_upto bigint, p_limit int, p_ends_after bigint, p_resource int,
    p_first boolean default false)
returns table (id uuid, resource_id int, unit int, starts bigint, ends bigint, before int, after int, live boolean, chg bigint)
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' set jit = off set plan_cache_mode = force_custom_plan as $$
declare
    me app.person := app.me();
    hidden int[] := app.hidden_resources(me);
    n int := least(greatest(coalesce(p_limit, 5000), 1), 20000);
    since timestamptz := app.pull_since(p_after, p_upto, p_ends_after);
    later boolean := p_after > 0 and p_first is not true;
    last bigint;
begin
    perform app.require_read_committed();
    if p_resource is null then
        select a.chg into last from app.allocation a
        where a.chg > p_after and a.chg <= p_upto order by a.chg offset n - 1 limit 1;
    end if;
    return query
        select a.id, a.resource_id, a.unit, app.epoch_s(lower(a.during)), app.epoch_s(upper(a.during)),
            a.buffer_before, a.buffer_after, a.live, a.chg
        from app.allocation a
        where a.chg > p_after and a.chg <= coalesce(last, p_upto)
          and (p_resource is null or a.resource_id = p_resource)
          and (p_sites is null or a.site_id = any (p_sites))
          and a.resource_id <> all (hidden)
          and (not a.live and later or a.live and upper(a.during) > since)
        order by a.chg;
    if last is not null then
        return query select null::uuid, 0, 0, 0::bigint, 0::bigint, 0, 0, false, last;
    end if;
end $$;

-- The booking's items, with p_sites only those that lie there.
create function app.items_of(p_booking uuid, p_sites int[]) returns text language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'resource_id', i.resource_id,
        'starts', app.epoch_s(lower(i.during)), 'ends', app.epoch_s(upper(i.during)), 'quantity', i.quantity,
        'allocations', (select coalesce(jsonb_agg(a.id order by a.unit, a.id), '[]') from app.allocation a
                        where a.item_id = i.id and a.live)) order by i.ordinal), '[]')::text
    from app.booking_item i
    where i.booking_id = p_booking
      and (p_sites is null or (select r.site_id from app.resource r where r.id = i.resource_id) = any (p_sites))
$$;

-- A member gets his tenant's bookings (a colleague's private one without its title), an office its site's, with a bare
-- tombstone for those that went to another site, and of another tenant's basket only the items in its sites. What it reads
-- of other tenants is written into the history. Generic plans: items_of is asked for each row and must not be planned anew.
create function api.pull_bookings(p_sites int[], p_after bigint, p_upto bigint, p_limit int, p_ends_after bigint,
    p_first boolean default false)
returns table (id uuid, tenant_id int, organiser_id int, title text, notes text, people int, private boolean, state text,
    items text, rev int, gone boolean, chg bigint)
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    me app.person := app.me();
    office int[] := array(select r.site_id from app.person_role r where r.person_id = me.id and r.role = 'site_admin');
    n int := least(greatest(coalesce(p_limit, 5000), 1), 20000);
    since timestamptz := app.pull_since(p_after, p_upto, p_ends_after);
    later boolean := p_after > 0 and p_first is not true;
    last bigint;
    foreign_rows int := 0;
begin
    perform app.require_read_committed();
    if office = '{}' then
        select b.chg into last from app.booking b where b.tenant_id = me.tenant_id and b.chg > p_after and b.chg <= p_upto
        order by b.chg offset n - 1 limit 1;
        return query
            select b.id, b.tenant_id, b.organiser_id, case when not b.private or b.organiser_id = me.id then b.title end,
                case when not b.private or b.organiser_id = me.id then b.notes end,
                b.people, b.private, b.state, app.items_of(b.id, null), b.rev, false, b.chg
            from app.booking b
            where b.tenant_id = me.tenant_id and b.chg > p_after and b.chg <= coalesce(last, p_upto)
              and (p_sites is null or b.sites && p_sites or later and b.past_sites && p_sites)
              and (later or app.ends_after(b.id, since))
            order by b.chg;
    else
        select b.chg into last from app.booking b where b.chg > p_after and b.chg <= p_upto order by b.chg offset n - 1 limit 1;
        return query
            select b.id, case when x.seen then b.tenant_id end, case when x.seen then b.organiser_id end,
                case when x.seen and (not b.private or b.organiser_id = me.id or b.sites && office) then b.title end,
                case when x.seen and (not b.private or b.organiser_id = me.id or b.sites && office) then b.notes end,
                case when x.seen then b.people end, case when x.seen then b.private end, case when x.seen then b.state end,
                case when x.seen then app.items_of(b.id, case when b.tenant_id <> me.tenant_id then office end) end,
                b.rev, not x.seen, b.chg
            from app.booking b,
                lateral (select b.tenant_id = me.tenant_id or b.sites && office as seen) x
            where b.chg > p_after and b.chg <= coalesce(last, p_upto)
              and (x.seen or later and b.past_sites && office)
              and (p_sites is null or b.sites && p_sites or later and b.past_sites && p_sites)
              and (later or app.ends_after(b.id, since))
            order by b.chg;
        select count(*)::int into foreign_rows from app.booking b
            where b.chg > p_after and b.chg <= coalesce(last, p_upto) and b.tenant_id <> me.tenant_id and b.sites && office
              and (p_sites is null or b.sites && p_sites or later and b.past_sites && p_sites)
              and (later or app.ends_after(b.id, since));
    end if;
    if foreign_rows > 0 then
        perform app.note_reading(me.id, 'read_bookings', jsonb_build_object('count', foreign_rows, 'after', p_after, 'upto', coalesce(last, p_upto)));
    end if;
    if last is not null then
        return query select null::uuid, null::int, null::int, null::text, null::text, null::int, null::boolean, null::text,
            null::text, 0, true, last;
    end if;
end $$;

create function app.ends_after(p_booking uuid, p_since timestamptz) returns boolean language sql stable as $$
    select exists (select 1 from app.booking_item i where i.booking_id = p_booking and upper(i.during) > p_since)
$$;

-- An event without a change: the number stays, only the chain grows.
create function app.note_reading(p_actor int, p_op text, p_payload jsonb) returns void language plpgsql as $$
declare
    h app.head := app.lock_head();
    at timestamptz := clock_timestamp();
    salt bytea := uuid_send(gen_random_uuid());
    digest bytea := sha256(salt || convert_to(p_payload::text, 'UTF8'));
    link bytea := sha256(h.hash || app.event_bytes(h.event + 1, at, p_actor, p_op, '', digest));
begin
    insert into app.event (seq, at, actor, op, subject, digest, prev, hash) values (h.event + 1, at, p_actor, p_op, '', digest, h.hash, link);
    insert into app.event_payload (seq, salt, payload) values (h.event + 1, salt, p_payload);
    update app.head set event = h.event + 1, hash = link;
end $$;

-- The small kinds, each branch ordered and cut by itself, so that no branch is sorted whole.
create function api.pull_catalogue(p_sites int[], p_after bigint, p_upto bigint, p_limit int, p_first boolean default false)
returns table (kind text, id text, gone boolean, body text, chg bigint)
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' set jit = off as $$
declare
    me app.person := app.me();
    hidden int[] := app.hidden_resources(me);
    staff boolean := exists (select 1 from app.person_role r where r.person_id = me.id and r.role in ('site_admin', 'auditor'));
    n int := least(greatest(coalesce(p_limit, 5000), 1), 20000);
    later boolean := p_after > 0 and p_first is not true;
    last bigint;
begin
    perform app.require_read_committed();
    perform app.pull_since(p_after, p_upto, null);
    select x.chg into last from (
        select c.chg from app.calendar_day c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.hours_profile c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.policy c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.site c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.floor c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.resource c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.closure c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.tenant c where c.chg > p_after and c.chg <= p_upto
        union all select c.chg from app.person c where c.chg > p_after and c.chg <= p_upto) x
    order by x.chg offset n - 1 limit 1;
    return query
    select f.kind, f.id, f.gone, case when not f.gone then f.body::text end, f.chg from (
        select 'day' as kind, c.calendar || ':' || c.day as id, c.gone, app.day_body(c) as body, c.chg from app.calendar_day c
        union all select 'hours', c.id::text, c.gone, app.hours_body(c), c.chg from app.hours_profile c
        union all select 'policy', c.id::text, c.gone, to_jsonb(c) - 'chg' - 'gone', c.chg from app.policy c
        union all select 'site', c.id::text, c.gone or c.id <> all (coalesce(p_sites, array[c.id])), to_jsonb(c) - 'chg' - 'gone', c.chg from app.site c
        union all select 'floor', c.id::text, c.gone or c.site_id <> all (coalesce(p_sites, array[c.site_id])), to_jsonb(c) - 'chg' - 'gone', c.chg from app.floor c
        union all select 'resource', c.id::text, c.gone or c.id = any (hidden) or c.site_id <> all (coalesce(p_sites, array[c.site_id])),
            app.resource_body(c), c.chg from app.resource c
        union all select 'closure', c.id::text, not c.live or c.site_id <> all (coalesce(p_sites, array[c.site_id])) or c.resource_id = any (hidden),
            app.closure_body(c), c.chg from app.closure c
        union all select 'tenant', c.id::text, c.gone, to_jsonb(c) - 'chg' - 'gone', c.chg from app.tenant c where staff or c.id = me.tenant_id
        union all select 'person', c.id::text, c.gone or not c.active, app.person_body(c, me), c.chg from app.person c
            where staff or c.tenant_id = me.tenant_id) f
    where f.chg > p_after and f.chg <= coalesce(last, p_upto) and (later or not f.gone)
    order by f.chg;
    if last is not null then
        return query select ''::text, ''::text, true, null::text, last;
    end if;
end $$;

create function app.day_body(c app.calendar_day) returns jsonb language sql stable as $$
    select to_jsonb(c) - 'chg' - 'gone'
$$;

create function app.hours_body(c app.hours_profile) returns jsonb language sql stable as $$
    select jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'windows',
        (select coalesce(jsonb_agg(jsonb_build_array(w.day_class, w.opens, w.closes) order by w.day_class, w.opens), '[]')
         from app.hours_window w where w.profile_id = c.id))
$$;

create function app.resource_body(c app.resource) returns jsonb language sql stable as $$
    select to_jsonb(c) - 'chg' - 'gone' || jsonb_build_object('parts',
        (select coalesce(jsonb_agg(p.part_id order by p.part_id), '[]') from app.resource_part p where p.whole_id = c.id))
$$;

create function app.closure_body(c app.closure) returns jsonb language sql stable as $$
    select jsonb_build_object('id', c.id, 'site_id', c.site_id, 'resource_id', c.resource_id,
        'starts', app.epoch_s(lower(c.during)), 'ends', app.epoch_s(upper(c.during)), 'reason', c.reason, 'rev', c.rev)
$$;

create function app.person_body(c app.person, p_me app.person) returns jsonb language sql stable as $$
    select jsonb_build_object('id', c.id, 'name', c.name, 'tenant_id', c.tenant_id, 'language', c.language, 'me', c.id = p_me.id,
        'grants', (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'site_id', r.site_id, 'resource_id', r.resource_id)
            order by r.role, r.site_id, r.resource_id), '[]') from app.person_role r where r.person_id = c.id))
$$;

-- Questions that a cache cannot answer; read-only, paged.
create function api.ask(p_question text, p_args text) returns jsonb
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
declare
    me app.person := app.me();
    args jsonb;
    message text; field text;
begin
    perform app.require_read_committed();
    if p_args is null or octet_length(p_args) > 16384 then return app.malformed_answer('too_large', ''); end if;
    begin
        args := p_args::jsonb;
    exception when others then
        return app.malformed_answer('bad_request', '');
    end;
    case p_question
    when 'history' then
        if jsonb_typeof(args) <> 'object' or not coalesce(app.is_uuid(args ->> 'booking'), false) then
            return app.malformed_answer('bad_request', 'booking');
        end if;
        return app.history(me, (args ->> 'booking')::uuid);
    when 'people' then
        return app.people(me);
    when 'census' then
        return app.census(me, args);
    when 'done' then
        return app.done(me, args);
    else
        return app.malformed_answer('unknown_operation', '');
    end case;
exception when sqlstate 'LB400' then
    get stacked diagnostics message = message_text, field = pg_exception_detail;
    return app.malformed_answer(message, field);
end $$;

-- Count and sum of what is occupied, for a desktop to compare with its copy; with the head of the same instant, which a
-- stable function's one snapshot makes sure of. What pull_allocations would send live and nothing else is counted. The range
-- before the booking has its end, and an index, so that a long past is not read.
create function app.census(p_me app.person, args jsonb) returns jsonb language plpgsql stable
set plan_cache_mode = force_custom_plan as $$
declare
    hidden int[] := app.hidden_resources(p_me);
    sites int[];
    since timestamptz;
begin
    if jsonb_typeof(args) <> 'object' then perform app.malformed('bad_request', ''); end if;
    if args - array['sites', 'ends_after'] <> '{}' then perform app.malformed('bad_request', ''); end if;
    perform app.check_int(coalesce(args -> 'ends_after', 'null'), 0, 9999999999, 'ends_after');
    if jsonb_typeof(args -> 'sites') <> 'null' then
        perform app.check_list(args -> 'sites', 1000, 'sites');
        perform app.check_int(e, 0, 2147483647, 'sites') from jsonb_array_elements(args -> 'sites') e;
        sites := array(select e::int from jsonb_array_elements(args -> 'sites') e);
    end if;
    since := to_timestamp((args ->> 'ends_after')::bigint);
    return jsonb_build_object('ok', true, 'head', (select h.seq from app.head h), 'resources', (
        select coalesce(jsonb_object_agg(c.resource_id, jsonb_build_array(c.n, c.total)), '{}')
        from (
            select a.resource_id, count(*) as n, sum(a.chg * 31 + app.epoch_s(lower(a.during)) * 7
                + app.epoch_s(upper(a.during)) * 3 + a.unit) as total
            from app.allocation a
            where a.live and a.blocked_before && tstzrange(since, null)
              and (sites is null or a.site_id = any (sites)) and a.resource_id <> all (hidden)
            group by a.resource_id) c));
end $$;

-- Which of these acts of his took effect. A desktop asks it after a recovery, for the acts that it was told were done.
create function app.done(p_me app.person, args jsonb) returns jsonb language plpgsql stable as $$
begin
    if jsonb_typeof(args) <> 'object' then perform app.malformed('bad_request', ''); end if;
    if args - 'acts' <> '{}' then perform app.malformed('bad_request', ''); end if;
    perform app.check_list(coalesce(args -> 'acts', 'null'), 400, 'acts');
    if exists (select 1 from jsonb_array_elements(args -> 'acts') e
               where jsonb_typeof(e) <> 'string' or not app.is_uuid(e #>> '{}')) then
        perform app.malformed('bad_request', 'acts');
    end if;
    return jsonb_build_object('ok', true, 'acts', (
        select coalesce(jsonb_agg(m.id), '[]')
        from app.mutation m
        where m.person_id = p_me.id and (m.answer ->> 'ok')::boolean
          and m.id = any (array(select (e #>> '{}')::uuid from jsonb_array_elements(args -> 'acts') e))));
end $$;

create function app.history(p_me app.person, p_booking uuid) returns jsonb language plpgsql stable as $$
begin
    if not exists (select 1 from app.booking b where b.id = p_booking and b.tenant_id = p_me.tenant_id) then
        return jsonb_build_object('ok', false, 'code', 'no_such_booking', 'problems', '[{"code": "no_such_booking"}]'::jsonb);
    end if;
    return jsonb_build_object('ok', true, 'rows', (
        select coalesce(jsonb_agg(jsonb_build_object('at', app.epoch_s(e.at), 'op', e.op, 'by', p.name) order by e.seq), '[]')
        from app.event e left join app.person p on p.id = e.actor where e.subject = p_booking::text));
end $$;

create function app.roles_of(p_person int) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'site', s.code, 'resource', x.code)
        order by r.role, s.code, x.code), '[]')
    from app.person_role r left join app.site s on s.id = r.site_id left join app.resource x on x.id = r.resource_id
    where r.person_id = p_person
$$;

-- Also asked by the database's owner, who is no person.
create function app.accounts() returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('login', p.login, 'name', p.name, 'tenant', t.code, 'active', p.active,
        'email', p.email, 'language', p.language, 'roles', app.roles_of(p.id)) order by p.id), '[]')
    from app.person p join app.tenant t on t.id = p.tenant_id
    where not p.gone
$$;

-- Everyone the office keeps accounts for; nobody else gets a row.
create function app.people(p_me app.person) returns jsonb language sql stable as $$
    select jsonb_build_object('ok', true, 'rows', case
        when exists (select 1 from app.person_role r where r.person_id = p_me.id and r.role = 'site_admin')
        then app.accounts() else '[]'::jsonb end)
$$;
