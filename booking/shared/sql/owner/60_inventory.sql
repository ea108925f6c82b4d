-- Acts on the inventory, for the site's administrators, and the storing of a resource that the loader shares.

create function app.require_admin(p_me app.person, p_site int) returns void language plpgsql stable as $$
begin
    if not app.administers(p_me.id, p_site) then perform app.refuse('not_allowed'); end if;
end $$;

-- Bookings that are still to come (or running) on the resource, on what it is combined of or what it is a part of.
create function app.future_bookings(p_resource int, p_at timestamptz) returns int language sql stable as $$
    select count(distinct i.booking_id)::int from app.booking_item i join app.booking b on b.id = i.booking_id
    where b.state = 'confirmed' and upper(i.during) > p_at
      and (i.resource_id = p_resource or i.resource_id in (select p.whole_id from app.resource_part p where p.part_id = p_resource))
$$;

create function app.code_id(p_table regclass, p_code text, p_field text) returns int language plpgsql stable as $$
declare id int;
begin
    if p_code is null then return null; end if;
    execute format('select id from %s where code = $1 and not gone', p_table) into id using p_code;
    if id is null then perform app.malformed('bad_request', p_field); end if;
    return id;
end $$;

create function app.names(p_value jsonb) returns jsonb language sql immutable as $$
    select jsonb_build_object('en', btrim(coalesce(p_value ->> 'en', '')),
        'zh_hant', btrim(coalesce(p_value ->> 'zh_hant', '')), 'zh_hans', btrim(coalesce(p_value ->> 'zh_hans', '')))
$$;

create function app.text_list(p_value jsonb) returns text[] language sql immutable as $$
    select case when jsonb_typeof(p_value) = 'array' then array(select jsonb_array_elements_text(p_value)) end
$$;

create function app.choice(p_value text, p_default text, p_choices text[], p_field text) returns text
language plpgsql immutable as $$
begin
    if coalesce(p_value, p_default) <> all (p_choices) then perform app.malformed('bad_request', p_field); end if;
    return coalesce(p_value, p_default);
end $$;

-- Writes a resource from its JSON document (codes for site, floor, policy, hours, located_in, parts); returns id and rev.
create function app.store_resource(d jsonb, p_chg bigint) returns app.resource language plpgsql as $$
declare
    r app.resource;
    old app.resource;
    parts int[];
begin
    select * into old from app.resource x where x.code = d ->> 'code';
    r.code := d ->> 'code';
    r.site_id := app.code_id('app.site', d ->> 'site', 'resource.site');
    r.floor_id := app.code_id('app.floor', d ->> 'floor', 'resource.floor');
    r.located_in := app.code_id('app.resource', d ->> 'located_in', 'resource.located_in');
    r.policy_id := app.code_id('app.policy', d ->> 'policy', 'resource.policy');
    r.hours_id := app.code_id('app.hours_profile', d ->> 'hours', 'resource.hours');
    r.kind := app.choice(d ->> 'kind', null, array['room', 'lab', 'equipment'], 'resource.kind');
    r.rate_unit := app.choice(d ->> 'rate_unit', 'hour', array['hour', 'unit_hour', 'unit_day'], 'resource.rate_unit');
    r.state := app.choice(d ->> 'state', 'in_service', array['in_service', 'limited', 'out_of_service', 'retired'], 'resource.state');
    r.units := coalesce((d ->> 'units')::int, 1);
    parts := coalesce((select array_agg(app.code_id('app.resource', p, 'resource.parts') order by n)
        from unnest(app.text_list(d -> 'parts')) with ordinality x (p, n)), '{}');
    perform app.check_resource(r, old, parts);
    insert into app.resource as x (code, site_id, floor_id, located_in, kind, name, description, capacity, area_m2, units, unit_name,
        features, lab_class, mode, policy_id, hours_id, rate_fen, rate_unit, state, bookable, classes, rev, chg)
    values (r.code, r.site_id, r.floor_id, r.located_in, r.kind, app.names(d -> 'name'), app.names(d -> 'description'),
        (d ->> 'capacity')::int, (d ->> 'area_m2')::int, r.units, app.names(d -> 'unit_name'),
        coalesce(app.text_list(d -> 'features'), '{}'), coalesce(d ->> 'lab_class', ''), coalesce(d ->> 'mode', ''),
        r.policy_id, r.hours_id, coalesce((d ->> 'rate_fen')::int, 0), r.rate_unit, r.state,
        coalesce((d ->> 'bookable')::boolean, true), app.text_list(d -> 'classes'), 1, p_chg)
    on conflict (code) do update set floor_id = excluded.floor_id, located_in = excluded.located_in, kind = excluded.kind,
        name = excluded.name, description = excluded.description, capacity = excluded.capacity, area_m2 = excluded.area_m2,
        units = excluded.units, unit_name = excluded.unit_name, features = excluded.features, lab_class = excluded.lab_class,
        mode = excluded.mode, policy_id = excluded.policy_id, hours_id = excluded.hours_id, rate_fen = excluded.rate_fen,
        rate_unit = excluded.rate_unit, state = excluded.state, bookable = excluded.bookable, classes = excluded.classes,
        rev = x.rev + 1, chg = excluded.chg
    returning * into r;
    delete from app.resource_part p where p.whole_id = r.id;
    insert into app.resource_part (whole_id, part_id) select r.id, u from unnest(parts) u;
    return r;
end $$;

-- A site never changes, parts stand in the same site and do not nest, a combined room has no units of its own.
create function app.check_resource(r app.resource, old app.resource, parts int[]) returns void
language plpgsql stable as $$
begin
    if old.id is not null and old.site_id <> r.site_id then perform app.malformed('bad_request', 'resource.site'); end if;
    if r.floor_id is not null and not exists (select 1 from app.floor f where f.id = r.floor_id and f.site_id = r.site_id) then
        perform app.malformed('bad_request', 'resource.floor');
    end if;
    if r.located_in is not null and (r.located_in = old.id
       or not exists (select 1 from app.resource x where x.id = r.located_in and x.site_id = r.site_id)) then
        perform app.malformed('bad_request', 'resource.located_in');
    end if;
    if parts <> '{}' and (r.units <> 1
       or old.id = any (parts)
       or cardinality(parts) <> (select count(distinct p) from unnest(parts) p)
       or exists (select 1 from app.resource_part p where p.whole_id = any (parts) or p.part_id = old.id)
       or exists (select 1 from app.resource x where x.id = any (parts) and x.site_id <> r.site_id)) then
        perform app.malformed('bad_request', 'resource.parts');
    end if;
end $$;

create function app.do_resource_put(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    d jsonb := args -> 'resource';
    site int := app.code_id('app.site', d ->> 'site', 'resource.site');
    old app.resource;
    r app.resource;
    used int;
begin
    perform app.require_admin(p_me, site);
    select * into old from app.resource x where x.code = d ->> 'code';
    if old.id is null then
        if jsonb_typeof(args -> 'expects') is distinct from 'null' and args ? 'expects' then
            perform app.check_expects(p_me, args, null);
            perform app.refuse('no_such_resource');
        end if;
    else
        if jsonb_typeof(args -> 'expects') is not distinct from 'null' or not args ? 'expects' then perform app.refuse('id_taken'); end if;
        perform app.require_admin(p_me, old.site_id);
        perform app.check_expects(p_me, args, old.rev);
        used := app.future_bookings(old.id, p_at);
        if used > 0 and (coalesce((d ->> 'units')::int, 1) < old.units
           or (select coalesce(array_agg(x.code order by x.code), '{}') from app.resource_part p join app.resource x on x.id = p.part_id
               where p.whole_id = old.id)
              <> (select coalesce(array_agg(u order by u), '{}') from unnest(coalesce(app.text_list(d -> 'parts'), '{}')) u)) then
            perform app.refuse(jsonb_build_array(jsonb_build_object('code', 'in_use', 'bookings', used)));
        end if;
    end if;
    r := app.store_resource(d, p_chg);
    return jsonb_build_object('rev', r.rev, 'id', r.id, 'affected', coalesce(used, 0));
end $$;

create function app.do_resource_retire(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare r app.resource := app.visible_resource(p_me, args ->> 'resource');
begin
    if jsonb_typeof(args -> 'expects') = 'string' then perform app.check_expects(p_me, args, null); end if;
    if r.id is null then perform app.refuse('no_such_resource'); end if;
    perform app.require_admin(p_me, r.site_id);
    perform app.check_expects(p_me, args, r.rev);
    if r.state = 'retired' then
        perform app.refuse(jsonb_build_array(jsonb_build_object('code', 'retired', 'resource', r.code)));
    end if;
    update app.resource x set state = 'retired', rev = r.rev + 1, chg = p_chg where x.id = r.id;
    return jsonb_build_object('rev', r.rev + 1, 'affected', app.future_bookings(r.id, p_at));
end $$;

-- Bookings that a closure touches: they stay; the office decides about each.
create function app.touched_by(c app.closure) returns int language sql stable as $$
    select count(distinct i.booking_id)::int from app.booking_item i
    join app.booking b on b.id = i.booking_id join app.resource r on r.id = i.resource_id
    where b.state = 'confirmed' and r.site_id = c.site_id and i.during && c.during
      and (c.resource_id is null or r.id = c.resource_id or r.located_in = c.resource_id
           or exists (select 1 from app.resource_part p join app.resource q on q.id = p.part_id
                      where p.whole_id = r.id and c.resource_id in (q.id, q.located_in)))
$$;

create function app.do_closure_put(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    site int := app.code_id('app.site', args ->> 'site', 'site');
    r app.resource;
    old app.closure;
    c app.closure;
begin
    perform app.require_admin(p_me, site);
    if args ->> 'resource' is not null then
        r := app.visible_resource(p_me, args ->> 'resource');
        if r.id is null or r.site_id <> site then perform app.refuse('no_such_resource'); end if;
    end if;
    if (args ->> 'to')::timestamptz <= p_at then perform app.refuse('in_past'); end if;
    select * into old from app.closure x where x.id = (args ->> 'closure')::uuid for update;
    if old.id is null then
        if jsonb_typeof(args -> 'expects') <> 'null' then
            perform app.check_expects(p_me, args, null);
            perform app.refuse('no_such_closure');
        end if;
    else
        if old.site_id <> site then perform app.refuse('no_such_closure'); end if;
        if coalesce(jsonb_typeof(args -> 'expects'), 'null') = 'null' then perform app.refuse('id_taken'); end if;
        perform app.check_expects(p_me, args, old.rev);
        if not old.live then perform app.refuse('already_lifted'); end if;
    end if;
    insert into app.closure as x (id, site_id, resource_id, during, reason, chg)
        values ((args ->> 'closure')::uuid, site, r.id, app.asked(args), app.names(args -> 'reason'), p_chg)
        on conflict (id) do update set resource_id = excluded.resource_id, during = excluded.during, reason = excluded.reason,
            rev = x.rev + 1, chg = excluded.chg
        returning * into c;
    return jsonb_build_object('rev', c.rev, 'affected', app.touched_by(c));
end $$;

create function app.do_closure_lift(p_me app.person, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare c app.closure;
begin
    if jsonb_typeof(args -> 'expects') = 'string' then perform app.check_expects(p_me, args, null); end if;
    select * into c from app.closure x where x.id = (args ->> 'closure')::uuid;
    if not found or c.resource_id = any (app.hidden_resources(p_me)) then perform app.refuse('no_such_closure'); end if;
    perform app.require_admin(p_me, c.site_id);
    if not c.live then perform app.refuse('already_lifted'); end if;
    perform app.check_expects(p_me, args, c.rev);
    update app.closure x set live = false, rev = c.rev + 1, chg = p_chg where x.id = c.id;
    return jsonb_build_object('rev', c.rev + 1);
end $$;
