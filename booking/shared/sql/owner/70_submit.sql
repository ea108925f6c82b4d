-- The one way in for acts: identity, idempotency, locking, the act itself, its answer, history and the bell, once.

create function app.malformed_answer(p_code text, p_field text) returns jsonb language sql stable as $$
    select jsonb_build_object('ok', false, 'code', p_code,
        'problems', jsonb_build_array(jsonb_build_object('code', p_code, 'field', p_field)))
$$;

-- What is wrong with a mutation id: only version 7 ids that are neither too old to be remembered nor from the future.
create function app.id_problem(p_id uuid, p_at timestamptz) returns text language sql stable as $$
    select case
        when uuid_extract_version(p_id) is distinct from 7 then 'bad_request'
        when uuid_extract_timestamp(p_id) not between p_at - interval '400 days' and p_at + interval '2 days' then 'too_old_act'
    end
$$;

create function app.perform_act(p_me app.person, p_op text, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
begin
    case p_op
        when 'book' then return app.do_book(p_me, args, p_at, p_chg);
        when 'move', 'resize' then return app.do_change(p_me, args, p_at, p_chg);
        when 'edit' then return app.do_edit(p_me, args, p_at, p_chg);
        when 'cancel' then return app.do_cancel(p_me, args, p_at, p_chg);
        when 'resource_put' then return app.do_resource_put(p_me, args, p_at, p_chg);
        when 'resource_retire' then return app.do_resource_retire(p_me, args, p_at, p_chg);
        when 'closure_put' then return app.do_closure_put(p_me, args, p_at, p_chg);
        when 'closure_lift' then return app.do_closure_lift(p_me, args, p_at, p_chg);
    end case;
end $$;

create function app.subject(args jsonb) returns text language sql immutable as $$
    select coalesce(args ->> 'booking', args ->> 'closure', args #>> '{resource,code}', args ->> 'resource', '')
$$;

-- The act under the lock: its answer, and history where it took effect.
create function app.settle_act(p_me app.person, p_op text, args jsonb, h app.head) returns jsonb language plpgsql as $$
declare
    at timestamptz := clock_timestamp();
    problems text;
    answer jsonb;
begin
    begin
        answer := app.perform_act(p_me, p_op, args, at, h.seq + 1)
            || jsonb_build_object('ok', true, 'chg', h.seq + 1, 'at', app.epoch_s(at));
    exception
        when sqlstate 'LB409' then
            get stacked diagnostics problems = pg_exception_detail;
            answer := jsonb_build_object('ok', false, 'code', problems::jsonb -> 0 ->> 'code',
                'problems', problems::jsonb, 'at', app.epoch_s(at));
        when exclusion_violation then
            answer := jsonb_build_object('ok', false, 'code', 'slot_taken', 'problems', '[{"code": "slot_taken"}]'::jsonb, 'at', app.epoch_s(at));
        when unique_violation then
            answer := jsonb_build_object('ok', false, 'code', 'id_taken', 'problems', '[{"code": "id_taken"}]'::jsonb, 'at', app.epoch_s(at));
    end;
    if (answer ->> 'ok')::boolean then
        perform app.advance(h, at, p_me.id, p_op, app.subject(args), args);
    end if;
    return answer;
end $$;

create function api.submit(p_id uuid, p_op text, p_args text) returns jsonb
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
declare
    me app.person;
    args jsonb;
    answer jsonb;
    digest bytea;
    stored app.mutation;
    state text; message text; field text;
begin
    if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only')::boolean then
        return app.malformed_answer('bad_isolation', '');
    end if;
    me := app.me();
    if p_id is null or p_op is null or p_args is null then return app.malformed_answer('bad_request', ''); end if;
    if octet_length(p_args) > 16384 then return app.malformed_answer('too_large', ''); end if;
    state := app.id_problem(p_id, clock_timestamp());
    if state is not null then return app.malformed_answer(state, 'id'); end if;
    if app.shape(p_op) is null or p_op in ('item', 'resource') then return app.malformed_answer('unknown_operation', ''); end if;
    begin
        args := p_args::jsonb;
        -- Before anything is made of it: as text, 1e131071 has as many digits.
        perform app.check_shape(p_op, args, '');
        digest := sha256(convert_to(p_op || args::text, 'UTF8'));
        select * into stored from app.mutation m where m.person_id = me.id and m.id = p_id;
        if stored.id is null then
            answer := app.settle_act_once(me, p_id, p_op, args, digest);
        end if;
    exception
        when sqlstate 'LB400' then
            get stacked diagnostics message = message_text, field = pg_exception_detail;
            return app.malformed_answer(message, field);
        when invalid_text_representation or untranslatable_character or statement_too_complex or numeric_value_out_of_range then
            return app.malformed_answer('bad_request', '');
        when lock_not_available or serialization_failure or deadlock_detected or query_canceled or admin_shutdown
            or invalid_authorization_specification then
            raise;
        when others then
            get stacked diagnostics state = returned_sqlstate;
            raise exception using errcode = 'LB500', message = 'internal error ' || state;
    end;
    if stored.id is not null then
        if stored.digest <> digest then return app.malformed_answer('mutation_reused', 'id'); end if;
        return stored.answer || '{"replayed": true}';
    end if;
    return answer;
end $$;

-- Takes the lock, looks again for a stored answer (the same act may have been sent twice at once), else acts and stores.
create function app.settle_act_once(p_me app.person, p_id uuid, p_op text, args jsonb, p_digest bytea) returns jsonb
language plpgsql as $$
declare stored app.mutation; answer jsonb; h app.head := app.lock_head();
begin
    select * into stored from app.mutation m where m.person_id = p_me.id and m.id = p_id;
    if stored.id is not null then
        if stored.digest <> p_digest then return app.malformed_answer('mutation_reused', 'id'); end if;
        return stored.answer || '{"replayed": true}';
    end if;
    p_me := app.me();
    answer := app.settle_act(p_me, p_op, args, h);
    insert into app.mutation (person_id, id, op, digest, answer, at)
        values (p_me.id, p_id, p_op, p_digest, answer, clock_timestamp());
    return answer;
end $$;
