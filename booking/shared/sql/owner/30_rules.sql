-- The rules, as the referee applies them. booking/rules gives the same codes, values and order; a differential test holds
-- the two together. Minutes are minutes, days are local dates of the site.

create function app.day_class(p_calendar text, p_day date) returns int language sql stable as $$
    select coalesce(
        (select case d.kind when 'holiday' then 8 when 'workday' then 9 end from app.calendar_day d
         where d.calendar = p_calendar and d.day = p_day and not d.gone),
        extract(isodow from p_day)::int)
$$;

-- Everything from p_from to p_to (local dates, both included) in which the profile is open; touching windows join.
create function app.open_hours(p_hours int, p_site app.site, p_from date, p_to date) returns tstzmultirange
language sql stable as $$
    select coalesce(range_agg(tstzrange(x.opens, x.closes)), '{}'::tstzmultirange) from (
        select (d + make_interval(mins => w.opens)) at time zone p_site.timezone as opens,
            (d + make_interval(mins => w.closes)) at time zone p_site.timezone as closes
        from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') d
        join app.hours_window w on w.profile_id = p_hours and w.day_class = app.day_class(p_site.calendar, d::date)) x
    where x.opens < x.closes -- a change to summer time may swallow a window
$$;

create function app.first_holiday(p_calendar text, p_from date, p_to date) returns date
language sql stable as $$
    select min(d.day) from app.calendar_day d
    where d.calendar = p_calendar and d.kind = 'holiday' and not d.gone and d.day between p_from and p_to
$$;

-- The p_count-th working day after p_day: an adjusted working weekend counts, a holiday does not.
create function app.nth_working_day(p_calendar text, p_day date, p_count int) returns date
language plpgsql stable as $$
declare d date := p_day; left_over int := p_count;
begin
    for i in 1 .. 400 loop
        d := d + 1;
        if app.day_class(p_calendar, d) in (1, 2, 3, 4, 5, 9) then
            left_over := left_over - 1;
            if left_over = 0 then return d; end if;
        end if;
    end loop;
    return p_day + 400;
end $$;

-- The common case, answered by one look into an index: a booking inside one window of one local day, where no change of
-- summer time is near. False only means that the general way must decide.
create function app.inside_one_window(p_hours int, s app.site, during tstzrange) returns boolean language plpgsql stable as $$
declare
    wall_from timestamp := lower(during) at time zone s.timezone;
    wall_to timestamp := upper(during) at time zone s.timezone;
    day date := wall_from::date;
    from_minute int := floor(extract(epoch from wall_from - day) / 60);
    to_minute int := ceil(extract(epoch from wall_to - day) / 60);
begin
    return wall_to - wall_from < interval '1 day'
        and (upper(during) + interval '1 day') at time zone s.timezone - (lower(during) - interval '1 day') at time zone s.timezone
            = upper(during) - lower(during) + interval '2 days'
        and exists (
            select 1 from app.hours_window w
            where w.profile_id = p_hours and w.day_class = app.day_class(s.calendar, day)
              and w.opens <= from_minute and w.closes >= to_minute);
end $$;

create function app.hours_problem(r app.resource, p app.policy, s app.site, during tstzrange) returns jsonb
language plpgsql stable as $$
declare
    first_day date := (lower(during) at time zone s.timezone)::date;
    last_day date := ((upper(during) - interval '1 microsecond') at time zone s.timezone)::date;
    open tstzmultirange;
    fits boolean;
begin
    if p.hours_rule = 'none' or app.inside_one_window(r.hours_id, s, during) then return null; end if;
    open := app.open_hours(r.hours_id, s, first_day - 1, last_day + 1);
    if p.hours_rule = 'whole' then fits := during <@ open;
    else fits := lower(during) <@ open and (upper(during) - interval '1 microsecond') <@ open;
    end if;
    if fits then return null; end if;
    return jsonb_build_object('code', 'outside_hours', 'rule', p.hours_rule,
        'holiday', app.first_holiday(s.calendar, first_day, last_day));
end $$;

create function app.closure_problems(r app.resource, during tstzrange) returns jsonb
language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('code', 'closed', 'from', x.f, 'to', x.t) order by x.f, x.t), '[]') from (
        select distinct app.iso(lower(c.during)) f, app.iso(upper(c.during)) t from app.closure c
        where c.live and c.site_id = r.site_id and c.during && closure_problems.during
          and (c.resource_id is null or c.resource_id in (
            select r.id union all select r.located_in
            union all select p.part_id from app.resource_part p where p.whole_id = r.id
            union all select q.located_in from app.resource_part p join app.resource q on q.id = p.part_id where p.whole_id = r.id))) x
$$;

create function app.parts_of(p_whole int) returns int[] language sql stable as $$
    select array(select p.part_id from app.resource_part p where p.whole_id = p_whole)
$$;

create function app.state_problems(r app.resource, p_parts int[]) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('code', x.state, 'resource', x.code) order by x.state <> 'retired', x.code), '[]')
    from app.resource x
    where x.state in ('retired', 'out_of_service') and x.id = any (p_parts || r.id)
$$;

-- The earliest instant that a change newly claims; null where it claims nothing new. Notice counts from there, so a
-- running meeting can be extended or shortened although it has begun.
create function app.claimed_from(during tstzrange, old tstzrange) returns timestamptz
language sql immutable as $$
    select case
        when old is null or lower(during) < lower(old) or lower(during) >= upper(old) then lower(during)
        when upper(during) > upper(old) then upper(old)
    end
$$;

create function app.ahead_problems(p app.policy, s app.site, during tstzrange, old tstzrange, at timestamptz) returns jsonb
language plpgsql stable as $$
declare
    out jsonb := '[]';
    claimed timestamptz := app.claimed_from(during, old);
    today date := (at at time zone s.timezone)::date;
    slack int := case when p.notice_minutes = 0 and p.notice_working_days = 0 then p.start_step else 0 end;
    earliest date;
begin
    if upper(during) <= at or claimed + make_interval(mins => slack) <= at then
        out := out || jsonb_build_object('code', 'in_past');
    elsif p.notice_minutes > 0 and claimed < at + make_interval(mins => p.notice_minutes) then
        out := out || jsonb_build_object('code', 'short_notice', 'minutes', p.notice_minutes, 'working_days', 0,
            'earliest', app.iso(to_timestamp(ceil(extract(epoch from at + make_interval(mins => p.notice_minutes))))));
    elsif p.notice_working_days > 0 then
        earliest := app.nth_working_day(s.calendar, today, p.notice_working_days);
        if (claimed at time zone s.timezone)::date < earliest then
            out := out || jsonb_build_object('code', 'short_notice', 'minutes', 0,
                'working_days', p.notice_working_days, 'earliest', earliest);
        end if;
    end if;
    if (lower(during) at time zone s.timezone)::date > today + p.horizon_days then
        out := out || jsonb_build_object('code', 'beyond_horizon', 'days', p.horizon_days, 'last', today + p.horizon_days);
    end if;
    return out;
end $$;

create function app.shape_problems(p app.policy, s app.site, during tstzrange) returns jsonb
language plpgsql stable as $$
declare
    out jsonb := '[]';
    wall time := (lower(during) at time zone s.timezone)::time;
    start_s int := extract(epoch from wall)::int - p.grid_offset * 60;
    length_s bigint := extract(epoch from upper(during) - lower(during))::bigint;
begin
    if start_s % (p.start_step * 60) <> 0 then
        out := out || jsonb_build_object('code', 'start_step', 'step', p.start_step, 'offset', p.grid_offset);
    end if;
    if length_s % (p.length_step * 60) <> 0 then
        out := out || jsonb_build_object('code', 'length_step', 'step', p.length_step);
    end if;
    if length_s < p.min_length::bigint * 60 then
        out := out || jsonb_build_object('code', 'too_short', 'minimum', p.min_length);
    end if;
    if length_s > p.max_length::bigint * 60 then
        out := out || jsonb_build_object('code', 'too_long', 'maximum', p.max_length);
    end if;
    return out;
end $$;

create function app.need_problems(p app.policy, during tstzrange) returns jsonb
language plpgsql stable as $$
declare out jsonb := '[]'; n text;
begin
    if p.inductions <> '{}' then
        out := out || jsonb_build_object('code', 'needs_induction', 'inductions', p.inductions);
    end if;
    if p.approval_over is not null
       and (p.approval_over = 0 or extract(epoch from upper(during) - lower(during)) > p.approval_over * 60) then
        out := out || jsonb_build_object('code', 'needs_approval', 'over', p.approval_over);
    end if;
    foreach n in array array['form', 'project', 'deposit', 'plan', 'permit'] loop
        if n = any (p.needs) then out := out || jsonb_build_object('code', 'needs_' || n); end if;
    end loop;
    return out;
end $$;

-- One item, weighed with the catalogue: what speaks against it but for the clock and the slot, in two halves, since what the
-- clock says stands between them. r.id is null where the person knows no such resource.
create type app.weighed as (item uuid, r app.resource, parts int[], p app.policy, s app.site, during tstzrange, quantity int,
    fore jsonb, aft jsonb);

create function app.weigh(p_me app.person, p_item uuid, r app.resource, during tstzrange, quantity int, people int) returns app.weighed
language plpgsql stable as $$
declare
    w app.weighed;
    p app.policy;
    s app.site;
    fore jsonb := '[]';
    aft jsonb := '[]';
    month date;
    parts int[] := app.parts_of(r.id);
begin
    select * into strict p from app.policy x where x.id = r.policy_id;
    select * into strict s from app.site x where x.id = r.site_id;
    if not r.bookable then fore := fore || jsonb_build_object('code', 'not_bookable'); end if;
    if s.opens_on is null or (lower(during) at time zone s.timezone)::date < s.opens_on then
        fore := fore || jsonb_build_object('code', 'not_open_yet', 'opens_on', s.opens_on);
    end if;
    -- What is to be told is gathered where there is something; to look takes a fraction of the time.
    if parts <> '{}' or r.state in ('retired', 'out_of_service') then fore := fore || app.state_problems(r, parts); end if;
    if exists (select 1 from app.closure c where c.live and c.site_id = r.site_id and c.during && weigh.during) then
        fore := fore || app.closure_problems(r, during);
    end if;
    fore := fore || coalesce(app.hours_problem(r, p, s, during), '[]') || app.shape_problems(p, s, during);
    if people > r.capacity then
        aft := aft || jsonb_build_object('code', 'capacity', 'people', people, 'capacity', r.capacity);
    end if;
    if quantity > r.units then
        aft := aft || jsonb_build_object('code', 'units', 'quantity', quantity, 'units', r.units);
    end if;
    if not app.administers(p_me.id, r.site_id) then aft := aft || app.need_problems(p, during); end if;
    month := app.locked_month(s, during);
    if month is not null then
        aft := aft || jsonb_build_object('code', 'period_locked', 'month', to_char(month, 'YYYY-MM'));
    end if;
    w := (p_item, r, parts, p, s, during, quantity, fore, aft);
    return w;
end $$;

-- All that speaks against one item, but for the slot itself. old: its interval before the change where the resource
-- stays, else null.
create function app.item_problems(w app.weighed, old tstzrange, at timestamptz) returns jsonb language sql stable as $$
    select w.fore || app.ahead_problems(w.p, w.s, w.during, old, at) || w.aft
$$;

-- The local month of the start where its statement is issued, else null.
create function app.locked_month(s app.site, during tstzrange) returns date language sql stable as $$
    select l.month from app.locked_period l
    where l.site_id = s.id
      and l.month = make_date(extract(year from lower(during) at time zone s.timezone)::int,
                              extract(month from lower(during) at time zone s.timezone)::int, 1)
$$;
