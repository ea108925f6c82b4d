-- Acts on bookings. Each do_ function runs under the zone's lock, inside the dispatcher's subtransaction, with the number
-- that its rows will carry and one reading of the clock; it returns what the answer carries beside ok, chg and at, or raises.

-- The problems of one item with the item's index in a basket of several.
create function app.mark_item(p_problems jsonb, p_index int, p_count int) returns jsonb
language sql immutable as $$
    select case when p_count < 2 then p_problems
        else coalesce((select jsonb_agg(x || jsonb_build_object('item', p_index) order by n)
            from jsonb_array_elements(p_problems) with ordinality e (x, n)), '[]') end
$$;

create function app.visible_resource(p_me app.person, p_code text) returns app.resource
language plpgsql stable as $$
declare r app.resource;
begin
    select * into r from app.resource x where x.code = p_code;
    if not found or r.classes is not null and not app.sees(p_me, r) then return null; end if;
    return r;
end $$;

-- All that speaks against an item, its slot included, and the seats that it would get. Where something else speaks against
-- it, the slot is looked at all the same: the person is to hear everything at once.
create function app.try_item(w app.weighed, p_at timestamptz, p_chg bigint, p_old tstzrange, p_keep int[], p_alone boolean,
    out problems jsonb, out seats app.seat[]) language plpgsql as $$
begin
    problems := app.item_problems(w, p_old, p_at);
    seats := app.choose_seats(w, p_at, p_chg, p_keep, p_old is not null and lower(p_old) <= p_at, p_alone and problems = '[]');
    if seats is null then problems := problems || jsonb_build_object('code', 'slot_taken'); end if;
end $$;

create function app.asked(p_item jsonb) returns tstzrange language sql stable as $$
    select tstzrange((p_item ->> 'from')::timestamptz, (p_item ->> 'to')::timestamptz)
$$;

-- The items of an act that books, weighed.
create function app.weigh_items(p_me app.person, args jsonb) returns app.weighed[] language plpgsql stable as $$
declare
    found app.weighed[] := '{}';
    nothing app.weighed;
    r app.resource;
    item jsonb;
begin
    for item in select e from jsonb_array_elements(args -> 'items') e loop
        r := app.visible_resource(p_me, item ->> 'resource');
        if r.id is null then
            found := found || nothing;
        else
            found := found || app.weigh(p_me, (item ->> 'item')::uuid, r, app.asked(item),
                coalesce((item ->> 'quantity')::int, 1), (args ->> 'people')::int);
        end if;
    end loop;
    return found;
end $$;

create function app.do_book(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint, p_items app.weighed[]) returns jsonb
language plpgsql as $$
declare
    b uuid := (args ->> 'booking')::uuid;
    n int := cardinality(p_items);
    problems jsonb := '[]';
    wrong jsonb;
    tried record;
    w app.weighed;
    site int;
    sites int[] := '{}';
begin
    for i in 1 .. n loop
        site := ((p_items[i]).r).site_id;
        if site <> all (sites) then sites := sites || site; end if;
    end loop;
    -- An id that is there already ends the act with id_taken.
    insert into app.booking (id, tenant_id, organiser_id, title, notes, people, private, sites, chg)
        values (b, p_me.tenant_id, p_me.id, btrim(args ->> 'title'), coalesce(args ->> 'notes', ''), (args ->> 'people')::int,
            coalesce((args ->> 'private')::boolean, false), sites, p_chg);
    for i in 1 .. n loop
        w := p_items[i];
        if (w.r).id is null then
            wrong := '[{"code": "no_such_resource"}]';
        else
            tried := app.try_item(w, p_at, p_chg, null, '{}', n = 1);
            wrong := tried.problems;
            if tried.seats is not null then perform app.store_item(b, i - 1, w, tried.seats, p_chg); end if;
        end if;
        if wrong <> '[]' then problems := problems || app.mark_item(wrong, i - 1, n); end if;
    end loop;
    if problems <> '[]' then perform app.refuse(problems); end if;
    return jsonb_build_object('rev', 1);
end $$;

-- What is asked and what it occupies, in one statement; a change keeps the item's id and place in the booking.
create function app.store_item(p_booking uuid, p_ordinal int, w app.weighed, p_seats app.seat[], p_chg bigint) returns void
language plpgsql as $$
declare
    r app.resource := w.r;
    p app.policy := w.p;
    after tstzrange := app.range_after(w.during, p.buffer_after);
    before tstzrange := app.range_before(w.during, p.buffer_before);
begin
    with i as (
        insert into app.booking_item (id, booking_id, ordinal, resource_id, during, quantity, policy_id, policy_version, rate_fen, rate_unit)
        values (w.item, p_booking, p_ordinal, r.id, w.during, w.quantity, p.id, p.version, r.rate_fen, r.rate_unit)
        on conflict (booking_id, ordinal) do update set resource_id = excluded.resource_id, during = excluded.during,
            quantity = excluded.quantity, policy_id = excluded.policy_id, policy_version = excluded.policy_version,
            rate_fen = excluded.rate_fen, rate_unit = excluded.rate_unit)
    insert into app.allocation (site_id, item_id, resource_id, unit, during, buffer_before, buffer_after,
        blocked_after, blocked_before, chg)
    select r.site_id, w.item, s.leaf, s.unit, w.during, p.buffer_before, p.buffer_after, after, before, p_chg
    from unnest(p_seats) s;
end $$;

-- Which sites' offices see the booking now, and which saw it once and must be told to forget it.
create function app.note_sites(p_booking uuid) returns void language plpgsql as $$
declare now_in int[] := array(select distinct r.site_id from app.booking_item i join app.resource r on r.id = i.resource_id
    where i.booking_id = p_booking);
begin
    update app.booking b set sites = now_in,
        past_sites = array(select distinct s from unnest(b.past_sites || b.sites) s where s <> all (now_in))
    where b.id = p_booking;
end $$;

-- expects: a revision, or the id of the person's earlier act on the same subject. p_rev is the subject's revision now.
create function app.check_expects(p_me app.person, args jsonb, p_rev int) returns void
language plpgsql stable as $$
declare wanted int; earlier app.mutation; expects jsonb := args -> 'expects';
begin
    if jsonb_typeof(expects) = 'number' then
        wanted := (expects #>> '{}')::int;
    else
        select * into earlier from app.mutation m where m.person_id = p_me.id and m.id = (expects #>> '{}')::uuid;
        if not found then perform app.refuse('depends_on_unknown'); end if;
        if earlier.subject <> app.subject(args) then perform app.malformed('bad_request', 'expects'); end if;
        if not (earlier.answer ->> 'ok')::boolean then perform app.refuse('depends_on_refused'); end if;
        wanted := (earlier.answer ->> 'rev')::int;
    end if;
    if p_rev is not null and wanted is distinct from p_rev then
        perform app.refuse(jsonb_build_array(jsonb_build_object('code', 'stale', 'rev', p_rev)));
    end if;
end $$;

-- What an act is about: one booking, closure or resource.
create function app.subject(args jsonb) returns text language sql immutable as $$
    select coalesce(args ->> 'booking', args ->> 'closure', args #>> '{resource,code}', args ->> 'resource', '')
$$;

-- The person's tenant's booking, still standing and at the expected revision.
create function app.own_booking(p_me app.person, args jsonb) returns app.booking
language plpgsql stable as $$
declare b app.booking;
begin
    if jsonb_typeof(args -> 'expects') = 'string' then perform app.check_expects(p_me, args, null); end if;
    select * into b from app.booking x where x.id = (args ->> 'booking')::uuid and x.tenant_id = p_me.tenant_id;
    if not found then perform app.refuse('no_such_booking'); end if;
    if b.state = 'cancelled' then perform app.refuse('already_cancelled'); end if;
    perform app.check_expects(p_me, args, b.rev);
    return b;
end $$;

create function app.the_item(b app.booking, args jsonb) returns app.booking_item
language plpgsql stable as $$
declare i app.booking_item;
begin
    if args ->> 'item' is not null then
        select * into i from app.booking_item x where x.booking_id = b.id and x.id = (args ->> 'item')::uuid;
        if not found then perform app.malformed('bad_request', 'item'); end if;
    else
        select * into i from app.booking_item x where x.booking_id = b.id order by x.ordinal limit 1;
        if (select count(*) from app.booking_item x where x.booking_id = b.id) > 1 then
            perform app.malformed('bad_request', 'item');
        end if;
    end if;
    return i;
end $$;

-- Tells the organiser what a colleague did to his booking.
create function app.tell_organiser(p_me app.person, b app.booking, p_kind text, p_at timestamptz) returns void
language sql as $$
    insert into app.outgoing_message (at, person_id, kind, booking_id)
    select p_at, b.organiser_id, p_kind, b.id where b.organiser_id <> p_me.id
$$;

-- Move and resize: the item gets new times, and with move a new resource. The old allocations become tombstones, new ones
-- are made: an allocation's resource never changes in place.
create function app.do_change(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    b app.booking := app.own_booking(p_me, args);
    i app.booking_item := app.the_item(b, args);
    old_r app.resource;
    r app.resource;
    starts timestamptz := coalesce((args ->> 'from')::timestamptz, lower(i.during));
    ends timestamptz := coalesce((args ->> 'to')::timestamptz, upper(i.during));
    during tstzrange;
    quantity int := coalesce((args ->> 'quantity')::int, i.quantity);
    heads int := coalesce((args ->> 'people')::int, b.people);
    same boolean;
    keep int[];
    w app.weighed;
    problems jsonb;
    seats app.seat[];
begin
    perform app.check_order(starts, ends, case when args ->> 'to' is null then 'from' else 'to' end);
    during := tstzrange(starts, ends);
    select * into strict old_r from app.resource x where x.id = i.resource_id;
    r := app.visible_resource(p_me, coalesce(args ->> 'resource', old_r.code));
    if r.id is null then perform app.refuse('no_such_resource'); end if;
    same := r.id = old_r.id;
    if upper(i.during) <= p_at or lower(i.during) <= p_at and not (same and lower(during) = lower(i.during)) then
        perform app.refuse('already_started');
    end if;
    perform app.refuse_locked(old_r.site_id, i.during);
    with freed as (
        update app.allocation a set live = false, chg = p_chg where a.item_id = i.id and a.live returning a.unit)
    select array_agg(f.unit order by f.unit) into keep from freed f;
    w := app.weigh(p_me, i.id, r, during, quantity, heads);
    select t.problems, t.seats into problems, seats from app.try_item(w, p_at, p_chg,
        case when same then i.during end, case when same then keep else '{}' end, false) t;
    problems := problems || app.crowd_problems(b.id, i.id, heads);
    if problems <> '[]' then perform app.refuse(problems); end if;
    perform app.store_item(b.id, i.ordinal, w, seats, p_chg);
    update app.booking x set people = heads, rev = b.rev + 1, chg = p_chg where x.id = b.id;
    perform app.note_sites(b.id);
    perform app.tell_organiser(p_me, b, 'moved', p_at);
    return jsonb_build_object('rev', b.rev + 1);
end $$;

-- One more resource in a booking that stands: judged as when it is booked. One that is over takes none.
create function app.do_item_add(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    b app.booking := app.own_booking(p_me, args);
    r app.resource := app.visible_resource(p_me, args ->> 'resource');
    items int;
    last int;
    over timestamptz;
    w app.weighed;
    problems jsonb;
    seats app.seat[];
begin
    select count(*), max(i.ordinal), max(upper(i.during)) into items, last, over
    from app.booking_item i where i.booking_id = b.id;
    if items >= 20 then perform app.malformed('bad_request', 'item'); end if;
    if over <= p_at then perform app.refuse('already_started'); end if;
    if r.id is null then perform app.refuse('no_such_resource'); end if;
    w := app.weigh(p_me, (args ->> 'item')::uuid, r, app.asked(args), coalesce((args ->> 'quantity')::int, 1), b.people);
    select t.problems, t.seats into problems, seats from app.try_item(w, p_at, p_chg, null, '{}', false) t;
    if problems <> '[]' then perform app.refuse(problems); end if;
    perform app.store_item(b.id, last + 1, w, seats, p_chg);
    update app.booking x set rev = b.rev + 1, chg = p_chg where x.id = b.id;
    perform app.note_sites(b.id);
    perform app.tell_organiser(p_me, b, 'edited', p_at);
    return jsonb_build_object('rev', b.rev + 1);
end $$;

-- A resource less. Its row stays for the tombstones of its allocations, but is in no booking any more. The last one is
-- taken out by cancelling.
create function app.do_item_drop(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    b app.booking := app.own_booking(p_me, args);
    i app.booking_item := app.the_item(b, args);
begin
    if (select count(*) from app.booking_item x where x.booking_id = b.id) = 1 then
        perform app.malformed('bad_request', 'item');
    end if;
    if lower(i.during) <= p_at then perform app.refuse('already_started'); end if;
    perform app.refuse_locked(r.site_id, i.during) from app.resource r where r.id = i.resource_id;
    update app.allocation a set live = false, chg = p_chg where a.item_id = i.id and a.live;
    update app.booking_item x set booking_id = null where x.id = i.id;
    update app.booking x set rev = b.rev + 1, chg = p_chg where x.id = b.id;
    perform app.note_sites(b.id);
    perform app.tell_organiser(p_me, b, 'edited', p_at);
    return jsonb_build_object('rev', b.rev + 1);
end $$;

create function app.refuse_locked(p_site int, during tstzrange) returns void language plpgsql stable as $$
declare month date;
begin
    select app.locked_month(s, during) into month from app.site s where s.id = p_site;
    if month is not null then
        perform app.refuse(jsonb_build_array(jsonb_build_object('code', 'period_locked', 'month', to_char(month, 'YYYY-MM'))));
    end if;
end $$;

-- Rooms of the booking's other items that are too small for so many people.
create function app.crowd_problems(p_booking uuid, p_but uuid, p_people int) returns jsonb
language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('code', 'capacity', 'people', p_people, 'capacity', r.capacity) order by i.ordinal), '[]')
    from app.booking_item i join app.resource r on r.id = i.resource_id
    where i.booking_id = p_booking and i.id is distinct from p_but and p_people > r.capacity
$$;

create function app.do_edit(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    b app.booking := app.own_booking(p_me, args);
    heads int := coalesce((args ->> 'people')::int, b.people);
    problems jsonb := '[]';
begin
    if heads > b.people then problems := app.crowd_problems(b.id, null, heads); end if;
    if problems <> '[]' then perform app.refuse(problems); end if;
    perform app.refuse_locked(r.site_id, i.during)
        from app.booking_item i join app.resource r on r.id = i.resource_id where i.booking_id = b.id;
    update app.booking x set title = coalesce(btrim(args ->> 'title'), b.title), notes = coalesce(args ->> 'notes', b.notes),
        people = heads, private = coalesce((args ->> 'private')::boolean, b.private), rev = b.rev + 1, chg = p_chg
        where x.id = b.id;
    perform app.tell_organiser(p_me, b, 'edited', p_at);
    return jsonb_build_object('rev', b.rev + 1);
end $$;

create function app.do_cancel(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare b app.booking := app.own_booking(p_me, args);
begin
    if exists (select 1 from app.booking_item i where i.booking_id = b.id and lower(i.during) <= p_at) then
        perform app.refuse('already_started');
    end if;
    perform app.refuse_locked(r.site_id, i.during)
        from app.booking_item i join app.resource r on r.id = i.resource_id where i.booking_id = b.id;
    update app.allocation a set live = false, chg = p_chg
        where a.live and a.item_id in (select i.id from app.booking_item i where i.booking_id = b.id);
    update app.booking x set state = 'cancelled', rev = b.rev + 1, chg = p_chg where x.id = b.id;
    perform app.tell_organiser(p_me, b, 'cancelled', p_at);
    return jsonb_build_object('rev', b.rev + 1);
end $$;
