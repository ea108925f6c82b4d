-- Occupying units. The exclusion constraints are the referee; these functions find a place that satisfies them.

-- stable, not immutable, as timestamptz + interval is: otherwise they would not be inlined.
create function app.range_after(during tstzrange, mins int) returns tstzrange language sql stable as $$
    select tstzrange(lower(during), upper(during) + make_interval(mins => mins))
$$;

create function app.range_before(during tstzrange, mins int) returns tstzrange language sql stable as $$
    select tstzrange(lower(during) - make_interval(mins => mins), upper(during))
$$;

-- A unit may be named more than once.
create function app.busy_units(p_resource int, during tstzrange, p_before int, p_after int, p_started timestamptz)
returns int[] language plpgsql stable as $$
declare
    own_after tstzrange := app.range_after(during, p_after);
    own_before tstzrange := app.range_before(during, p_before);
begin
    return array(select a.unit from app.allocation a
        where a.live and a.resource_id = p_resource and (a.blocked_after && own_after or a.blocked_before && own_before)
          and (p_started is null or lower(a.during) <= p_started));
end $$;

-- Free units, the best-fitting first: the one whose idle gap around the new interval is smallest. Neighbours further away
-- than a day count as none, so that a resource's history is not read.
create function app.free_units(p_resource int, p_units int, during tstzrange, p_before int, p_after int)
returns int[] language plpgsql stable as $$
declare
    busy int[] := app.busy_units(p_resource, during, p_before, p_after, null);
    near tstzrange := tstzrange(lower(during) - interval '1 day', upper(during) + interval '1 day');
begin
    if p_units = 1 then return case when busy = '{}' then array[1] else '{}'::int[] end; end if;
    return array(
        select u from generate_series(1, p_units) u left join lateral (
            select min(lower(a.during)) filter (where lower(a.during) >= upper(free_units.during))
                - max(upper(a.during)) filter (where upper(a.during) <= lower(free_units.during)) as gap
            from app.allocation a
            where a.live and a.resource_id = p_resource and a.unit = u and a.blocked_after && near) g on true
        where u <> all (busy) order by g.gap nulls last, u);
end $$;

-- Gives every booking that has not begun a new unit so that the new one fits: greedy by start onto the lowest free unit,
-- with those that have begun as they are. For equal buffers the conflicts form an interval graph whose pre-coloured part
-- starts first, and the greedy colouring is exact; a mixture of buffers may be refused although some packing exists.
-- p_pinned: units that the new one must have, since it has begun on them. Returns its units, null where it does not fit.
-- Only the connected stretch of time around it is touched.
create function app.repack(p_resource int, p_units int, p_quantity int, during tstzrange, p_before int, p_after int,
    p_at timestamptz, p_chg bigint, p_pinned int[]) returns int[] language plpgsql as $$
declare
    stretch tstzrange := app.stretch(p_resource, tstzrange(lower(during) - make_interval(mins => p_before),
        upper(during) + make_interval(mins => p_after)), p_at);
    full_until timestamptz[] := array_fill('-infinity'::timestamptz, array[p_units]);
    bare_until timestamptz[] := array_fill('-infinity'::timestamptz, array[p_units]);
    fixed_busy int[] := app.busy_units(p_resource, during, p_before, p_after, p_at);
    mine int[] := '{}';
    moved uuid[] := '{}';
    moved_to int[] := '{}';
    a record;
    found_unit int;
begin
    if p_pinned && fixed_busy then return null; end if;
    for a in
        select x.id, x.unit, lower(x.during) s, upper(x.during) e, x.buffer_before b, x.buffer_after f,
            lower(x.during) <= p_at as fixed, false as new
        from app.allocation x
        where x.live and x.resource_id = p_resource and tstzrange(lower(x.blocked_before), upper(x.blocked_after)) && stretch
        union all
        select null, u, lower(during), upper(during), p_before, p_after, true, true from unnest(p_pinned) u
        union all
        select null, null, lower(during), upper(during), p_before, p_after, false, true
        from generate_series(1, p_quantity - cardinality(p_pinned))
        order by 7 desc, 3, 4, 1 nulls first
    loop
        found_unit := a.unit;
        if not a.fixed then
            select min(u) into found_unit from generate_series(1, p_units) u
            where case when a.new and a.s <= p_at then not u = any (fixed_busy || mine)
                else full_until[u] <= a.s and bare_until[u] <= a.s - make_interval(mins => a.b) end;
            if found_unit is null then return null; end if;
        end if;
        if a.new then
            mine := mine || found_unit;
        elsif found_unit <> a.unit then
            moved := moved || a.id;
            moved_to := moved_to || found_unit;
        end if;
        full_until[found_unit] := greatest(full_until[found_unit], a.e + make_interval(mins => a.f));
        bare_until[found_unit] := greatest(bare_until[found_unit], a.e);
    end loop;
    update app.allocation x set live = false where x.id = any (moved);
    update app.allocation x set live = true, unit = m.unit, chg = p_chg
        from unnest(moved, moved_to) m (id, unit) where x.id = m.id;
    return mine;
end $$;

-- The time that is connected with p_seed through bookings that have not begun and touch one another, buffers included.
create function app.stretch(p_resource int, p_seed tstzrange, p_at timestamptz) returns tstzrange
language plpgsql stable as $$
declare known tstzrange := p_seed; wider tstzrange;
begin
    loop
        select tstzrange(least(lower(known), min(lower(x.blocked_before))), greatest(upper(known), max(upper(x.blocked_after))))
        into wider from app.allocation x
        where x.live and x.resource_id = p_resource and lower(x.during) > p_at
          and tstzrange(lower(x.blocked_before), upper(x.blocked_after)) && known;
        exit when wider = known;
        known := wider;
    end loop;
    return known;
end $$;

-- Units of one leaf for an item, null where it does not fit. p_keep: the units that a change held before on this leaf: one
-- that has begun must keep as many of them as it still wants, another takes them again where they are free.
create function app.choose_units(p_leaf app.resource, p_want int, during tstzrange, p app.policy, p_at timestamptz, p_chg bigint,
    p_keep int[], p_begun boolean) returns int[] language plpgsql as $$
declare
    free int[] := app.free_units(p_leaf.id, p_leaf.units, during, p.buffer_before, p.buffer_after);
    keep int[] := p_keep[1:p_want];
    pinned int[] := case when p_begun then keep else '{}' end;
begin
    if cardinality(free) >= p_want and pinned <@ free then
        if not keep <@ free then return free[1:p_want]; end if;
        return (keep || array(select u from unnest(free) with ordinality x (u, n) where u <> all (keep) order by n))[1:p_want];
    end if;
    if p_leaf.units = 1 or p_want > p_leaf.units then return null; end if;
    return app.repack(p_leaf.id, p_leaf.units, p_want, during, p.buffer_before, p.buffer_after, p_at, p_chg, pinned);
end $$;

-- A leaf and the unit of it that an item gets.
create type app.seat as (leaf int, unit int);

-- Finds the seats that an item asks for; null where it does not fit (the caller rolls the act back). A combined room takes
-- all units of each of its parts. p_trusting: where there is only one seat, leave it to the constraint to say whether it is
-- free. A violation later on is the constraints' word against this function's: refused as well.
create function app.choose_seats(w app.weighed, p_at timestamptz, p_chg bigint, p_keep int[], p_begun boolean, p_trusting boolean)
returns app.seat[] language plpgsql as $$
declare
    leaf app.resource;
    units int[];
    seats app.seat[] := '{}';
begin
    if w.parts = '{}' then
        if p_trusting and (w.r).units = 1 then return array[((w.r).id, 1)::app.seat]; end if;
        units := app.choose_units(w.r, w.quantity, w.during, w.p, p_at, p_chg, p_keep, p_begun);
        if units is null then return null; end if;
        return array(select ((w.r).id, u)::app.seat from unnest(units) u);
    end if;
    for leaf in select * from app.resource x where x.id = any (w.parts) order by x.id loop
        units := app.choose_units(leaf, leaf.units, w.during, w.p, p_at, p_chg, '{}', false);
        if units is null then return null; end if;
        seats := seats || array(select (leaf.id, u)::app.seat from unnest(units) u);
    end loop;
    return seats;
end $$;
