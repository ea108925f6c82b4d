-- Arguments of acts: one table of shapes, one validator. It runs before the lock.
-- A shape is a list of "key type"; a key with ? may be missing or null; unknown keys are refused. The checks return true, or
-- raise LB400: as the value of an expression a check costs a tenth of what it costs as a statement.

create function app.shape(p_op text) returns text[] language sql immutable as $$
    select case p_op
    when 'book' then '{booking uuid, title text 1 200, notes? notes, people int 1 10000, private? bool, items items}'::text[]
    when 'item' then '{item uuid, resource code, from time, to time, quantity? int 1 200}'::text[]
    when 'move' then '{booking uuid, expects expects, item? uuid, resource? code, from time, to time, quantity? int 1 200, people? int 1 10000}'::text[]
    when 'resize' then '{booking uuid, expects expects, item? uuid, from? time, to? time}'::text[]
    when 'edit' then '{booking uuid, expects expects, title? text 1 200, notes? notes, people? int 1 10000, private? bool}'::text[]
    when 'cancel' then '{booking uuid, expects expects}'::text[]
    when 'item_add' then '{booking uuid, expects expects, item uuid, resource code, from time, to time, quantity? int 1 200}'::text[]
    when 'item_drop' then '{booking uuid, expects expects, item uuid}'::text[]
    when 'resource_put' then '{expects? expects, resource resource}'::text[]
    when 'resource' then '{code code, site code, kind word, name names, policy code, hours code, floor? code, located_in? code, description? names, capacity? int 1 10000, area_m2? int 1 100000, units? int 1 200, unit_name? names, parts? codes, features? codes, lab_class? text 0 60, mode? text 0 60, rate_fen? int 0 100000000, rate_unit? word, state? word, bookable? bool, classes? codes}'::text[]
    when 'resource_retire' then '{resource code, expects expects}'::text[]
    when 'closure_put' then '{closure uuid, expects? expects, site code, resource? code, from time, to time, reason names}'::text[]
    when 'closure_lift' then '{closure uuid, expects expects}'::text[]
    end
$$;

create function app.is_uuid(p text) returns boolean language sql immutable as $$
    select p ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
$$;

-- ISO 8601 in UTC, whole seconds, a real date, 2000 to 2199; 24:00 and leap seconds are not times here.
create function app.is_time(p text) returns boolean language sql immutable as $$
    select case when p ~ '^2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$'
        then substr(p, 9, 2)::int <= extract(day from
            (make_date(substr(p, 1, 4)::int, substr(p, 6, 2)::int, 1) + interval '1 month - 1 day'))
        else false end
$$;

create function app.check_text(p_value jsonb, p_min int, p_max int, p_lines boolean, p_field text) returns boolean
language plpgsql immutable as $$
declare t text := p_value #>> '{}';
begin
    if jsonb_typeof(p_value) <> 'string' then perform app.malformed('bad_request', p_field); end if;
    if length(t) > p_max or length(btrim(t)) < p_min
       or t ~ (case when p_lines then '[\u0001-\u0008\u000b-\u001f\u007f-\u009f]' else '[\u0001-\u001f\u007f-\u009f]' end)
    then perform app.malformed('bad_text', p_field); end if;
    return true;
end $$;

create function app.check_names(p_value jsonb, p_field text) returns boolean language plpgsql immutable as $$
declare k text; v jsonb; fits boolean; filled boolean := false;
begin
    if jsonb_typeof(p_value) <> 'object' then perform app.malformed('bad_request', p_field); end if;
    for k, v in select * from jsonb_each(p_value) loop
        if k not in ('en', 'zh_hant', 'zh_hans') then perform app.malformed('bad_request', p_field || '.' || left(k, 40)); end if;
        fits := app.check_text(v, 0, 200, false, p_field || '.' || k);
        filled := filled or btrim(v #>> '{}') <> '';
    end loop;
    if p_field = 'resource.name' and btrim(coalesce(p_value ->> 'en', '')) = ''
       or p_field = 'reason' and not filled then
        perform app.malformed('bad_text', p_field);
    end if;
    return true;
end $$;

create function app.check_int(p_value jsonb, p_min numeric, p_max numeric, p_field text) returns boolean
language plpgsql immutable as $$
begin
    if jsonb_typeof(p_value) <> 'number' then perform app.malformed('bad_request', p_field); end if;
    if p_value::text !~ '^-?[0-9]{1,10}$' then perform app.malformed('bad_request', p_field); end if;
    if p_value::numeric not between p_min and p_max then perform app.malformed('bad_request', p_field); end if;
    return true;
end $$;

create function app.check_list(p_value jsonb, p_max int, p_field text) returns boolean
language plpgsql immutable as $$
begin
    if jsonb_typeof(p_value) <> 'array' then perform app.malformed('bad_request', p_field); end if;
    if jsonb_array_length(p_value) > p_max then perform app.malformed('bad_request', p_field); end if;
    return true;
end $$;

-- p_type: words of a shape, without the key.
create function app.check_value(p_type text[], p_value jsonb, p_field text) returns boolean
language plpgsql immutable as $$
declare
    t text := p_value #>> '{}';
    kind text := jsonb_typeof(p_value);
    fits boolean;
    n int;
begin
    case p_type[1]
    when 'uuid' then fits := kind = 'string' and app.is_uuid(t);
    when 'time' then
        if kind <> 'string' or not app.is_time(t) then perform app.malformed('bad_time', p_field); end if;
    when 'code' then fits := kind = 'string' and t ~ '^[A-Za-z0-9._-]{1,40}$';
    when 'word' then fits := kind = 'string' and t ~ '^[a-z_]{1,40}$';
    when 'bool' then fits := kind = 'boolean';
    when 'int' then fits := app.check_int(p_value, p_type[2]::numeric, p_type[3]::numeric, p_field);
    when 'text' then fits := app.check_text(p_value, p_type[2]::int, p_type[3]::int, false, p_field);
    when 'notes' then fits := app.check_text(p_value, 0, 2000, true, p_field);
    when 'names' then fits := app.check_names(p_value, p_field);
    when 'expects' then
        if kind = 'number' then fits := app.check_int(p_value, 1, 2000000000, p_field);
        else fits := kind = 'string' and app.is_uuid(t); end if;
    when 'codes' then
        fits := app.check_list(p_value, 60, p_field);
        for n in 0 .. jsonb_array_length(p_value) - 1 loop
            fits := app.check_value('{code}', p_value -> n, p_field || '[' || n || ']');
        end loop;
    when 'items' then
        fits := app.check_list(p_value, 20, p_field) and p_value <> '[]';
        for n in 0 .. jsonb_array_length(p_value) - 1 loop
            fits := app.check_shape('item', p_value -> n, p_field || '[' || n || '].');
        end loop;
        if jsonb_array_length(p_value) > 1 then
            fits := jsonb_array_length(p_value) = (select count(distinct e ->> 'item') from jsonb_array_elements(p_value) e);
        end if;
    when 'resource' then fits := app.check_shape('resource', p_value, p_field || '.');
    end case;
    if not fits then perform app.malformed('bad_request', p_field); end if;
    return true;
end $$;

-- Also checks that from comes before to.
create function app.check_shape(p_shape text, p_value jsonb, p_at text) returns boolean
language plpgsql stable as $$
declare
    unknown jsonb := p_value;
    entry text;
    word text[];
    key text;
    value jsonb;
    fits boolean;
begin
    if jsonb_typeof(p_value) <> 'object' then perform app.malformed('bad_request', rtrim(p_at, '.')); end if;
    foreach entry in array app.shape(p_shape) loop
        word := string_to_array(entry, ' ');
        key := rtrim(word[1], '?');
        value := p_value -> key;
        if key = word[1] or value <> 'null' then
            if value is null then perform app.malformed('bad_request', p_at || key); end if;
            fits := app.check_value(word[2:], value, p_at || key);
        end if;
        unknown := unknown - key;
    end loop;
    if unknown <> '{}' then
        perform app.malformed('bad_request', p_at || left(min(k), 40)) from jsonb_object_keys(unknown) k;
    end if;
    if p_value ->> 'from' is not null and p_value ->> 'to' is not null then
        return app.check_order((p_value ->> 'from')::timestamptz, (p_value ->> 'to')::timestamptz, p_at || 'to');
    end if;
    return true;
end $$;

create function app.check_order(p_from timestamptz, p_to timestamptz, p_field text) returns boolean
language plpgsql immutable as $$
begin
    if p_to <= p_from or p_to - p_from > interval '400 days' then perform app.malformed('bad_time', p_field); end if;
    return true;
end $$;
