-- Occupying units. The exclusion constraints are the referee; these functions find a place that satisfies them.

create function app.range_after(during tstzrange, mins int) returns tstzrange language sql immutable as $$
    select tstzrange(lower(during), upper(during) + make_interval(mins => mins))
$$;

create function app.range_before(during tstzrange, mins int) returns tstzrange language sql immutable as $$
    select tstzrange(lower(during) - make_interval(mins => mins), upper(during))
$$;

create function app.busy_units(p_resource int, during tstzrange, p_before int, p_after int, p_started timestamptz)
returns int[] language sql stable as $$
    select coalesce(array_agg(distinct a.unit), '{}') from app.allocation a
    where a.live and a.resource_id = p_resource
      and (a.blocked_after && app.range_after(busy_units.during, p_after)
           or a.blocked_before && app.range_before(busy_units.during, p_before))
      and (p_started is null or lower(a.during) <= p_started)
$$;

-- Free units, the best-fitting first: the one whose idle gap around the new interval is smallest.
create function app.free_units(p_resource int, p_units int, during tstzrange, p_before int, p_after int)
returns int[] language plpgsql stable as $$
declare busy int[] := app.busy_units(p_resource, during, p_before, p_after, null);
begin
    if p_units = 1 then return case when busy = '{}' then array[1] else '{}'::int[] end; end if;
    return coalesce((select array_agg(u order by gap, u) from (
        select u, coalesce(extract(epoch from
            (select min(lower(a.during)) from app.allocation a where a.live and a.resource_id = p_resource and a.unit = u
                and lower(a.during) >= upper(free_units.during))
            - (select max(upper(a.during)) from app.allocation a where a.live and a.resource_id = p_resource and a.unit = u
                and upper(a.during) <= lower(free_units.during))), 'infinity'::numeric) as gap
        from generate_series(1, p_units) u where not u = any (busy)) f), '{}');
end $$;

create function app.occupy(p_item uuid, p_site int, p_resource int, p_units int[], during tstzrange,
    p_before int, p_after int, p_chg bigint) returns void language sql as $$
    insert into app.allocation (site_id, item_id, resource_id, unit, during, buffer_before, buffer_after,
        blocked_after, blocked_before, chg)
    select p_site, p_item, p_resource, u, during, p_before, p_after,
        app.range_after(during, p_after), app.range_before(during, p_before), p_chg
    from unnest(p_units) u
$$;

-- Gives every booking that has not begun a new unit so that the new one fits: greedy by start onto the lowest free unit,
-- with those that have begun as they are. For equal buffers the conflicts form an interval graph whose pre-coloured part
-- starts first, and the greedy colouring is exact; a mixture of buffers may be refused although some packing exists.
-- Returns the new one's units, null where it does not fit. Only the connected stretch of time around it is touched.
create function app.repack(p_resource int, p_units int, p_quantity int, during tstzrange, p_before int, p_after int,
    p_at timestamptz, p_chg bigint) returns int[] language plpgsql as $$
declare
    stretch tstzrange := tstzrange(lower(during) - make_interval(mins => p_before), upper(during) + make_interval(mins => p_after));
    wider tstzrange;
    full_until timestamptz[] := array_fill('-infinity'::timestamptz, array[p_units]);
    bare_until timestamptz[] := array_fill('-infinity'::timestamptz, array[p_units]);
    fixed_busy int[] := app.busy_units(p_resource, during, p_before, p_after, p_at);
    mine int[] := '{}';
    moved uuid[] := '{}';
    moved_to int[] := '{}';
    a record;
    found_unit int;
begin
    loop
        select tstzrange(least(lower(stretch), min(lower(x.blocked_before))), greatest(upper(stretch), max(upper(x.blocked_after))))
        into wider from app.allocation x
        where x.live and x.resource_id = p_resource and lower(x.during) > p_at
          and tstzrange(lower(x.blocked_before), upper(x.blocked_after)) && stretch;
        exit when wider = stretch or wider is null;
        stretch := wider;
    end loop;
    for a in
        select x.id, x.unit, lower(x.during) s, upper(x.during) e, x.buffer_before b, x.buffer_after f,
            lower(x.during) <= p_at as fixed, false as new
        from app.allocation x
        where x.live and x.resource_id = p_resource and tstzrange(lower(x.blocked_before), upper(x.blocked_after)) && stretch
        union all
        select null, null, lower(during), upper(during), p_before, p_after, false, true from generate_series(1, p_quantity)
        order by 7 desc, 3, 4, 1 nulls first
    loop
        found_unit := a.unit;
        if not a.fixed then
            select min(u) into found_unit from generate_series(1, p_units) u
            where case when a.new and a.s <= p_at then not u = any (fixed_busy || mine)
                else full_until[u] <= a.s and bare_until[u] <= a.s - make_interval(mins => a.b) end;
            if found_unit is null then return null; end if;
            if a.new then mine := mine || found_unit;
            elsif found_unit <> a.unit then moved := moved || a.id; moved_to := moved_to || found_unit;
            end if;
        end if;
        full_until[found_unit] := greatest(full_until[found_unit], a.e + make_interval(mins => a.f));
        bare_until[found_unit] := greatest(bare_until[found_unit], a.e);
    end loop;
    update app.allocation x set live = false where x.id = any (moved);
    update app.allocation x set live = true, unit = m.unit, chg = p_chg
        from unnest(moved, moved_to) m (id, unit) where x.id = m.id;
    return mine;
end $$;

-- Occupies what the item asks for, or returns false (the caller rolls the act back). A combined room takes all units of
-- each of its parts. p_keep: units that a change held before on the same resource, taken again where they are free; one
-- that has begun keeps them or is refused. An exclusion violation later on is the constraints' word against this function's.
create function app.place(p_item uuid, r app.resource, p_quantity int, during tstzrange, p_at timestamptz, p_chg bigint,
    p_keep int[], p_begun boolean) returns boolean language plpgsql as $$
declare
    p app.policy;
    leaf record;
    want int;
    units int[];
begin
    select * into strict p from app.policy x where x.id = r.policy_id;
    for leaf in
        select x.id, x.units, x.id <> r.id as part from app.resource x
        where x.id in (select q.part_id from app.resource_part q where q.whole_id = r.id)
           or x.id = r.id and not exists (select 1 from app.resource_part q where q.whole_id = r.id)
        order by x.id
    loop
        want := case when leaf.part then leaf.units else p_quantity end;
        units := app.free_units(leaf.id, leaf.units, during, p.buffer_before, p.buffer_after);
        if not leaf.part and cardinality(p_keep) = want and p_keep <@ units then
            units := p_keep;
        elsif cardinality(units) < want or p_begun and not leaf.part and leaf.units > 1 then
            if leaf.units = 1 or want > leaf.units or p_begun then return false; end if;
            units := app.repack(leaf.id, leaf.units, want, during, p.buffer_before, p.buffer_after, p_at, p_chg);
            if units is null then return false; end if;
        end if;
        perform app.occupy(p_item, r.site_id, leaf.id, units[1:want], during, p.buffer_before, p.buffer_after, p_chg);
    end loop;
    return true;
end $$;
