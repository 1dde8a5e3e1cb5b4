package gateway.platform.redis;

import org.springframework.data.redis.core.script.RedisScript;

/** What {@link TimedSets} has Redis do, each in one step that nothing comes between. */
final class TimedSetScripts {

    // A question is a pair of keys and a pair of values. Of more events than count, others count that were met at the
    // last that does, or later; where the next one happened at the same moment only the events themselves can tell.
    static final RedisScript<String> READ = RedisScript.of("""
            local most = tonumber(ARGV[1])
            local function values(set, since)
              return table.concat(redis.call('zrevrangebyscore', set, '+inf', '(' .. since, 'limit', 0, most), ' ')
            end
            local function others(set, met, since)
              if redis.call('zcount', set, '(' .. since, '+inf') <= most then
                return '#' .. redis.call('zcount', met, '(' .. since, '+inf')
              end
              local edge = redis.call('zrevrange', set, most - 1, most, 'withscores')
              if edge[2] == edge[4] then return values(set, since) end
              return '#' .. redis.call('zcount', met, edge[2], '+inf')
            end
            local answer = { redis.call('get', KEYS[1]) or '' }
            for i = 2, #KEYS, 2 do
              local set, since, kind = KEYS[i], ARGV[i], ARGV[i + 1]
              if kind == 'n' then
                answer[#answer + 1] = '#' .. math.min(most, redis.call('zcount', set, '(' .. since, '+inf'))
              elseif kind == 'o' then
                answer[#answer + 1] = others(set, KEYS[i + 1], since)
              else
                answer[#answer + 1] = values(set, since)
              end
            end
            return table.concat(answer, '\\n')
            """, String.class);

    // While a mark is there, or while its own filling goes on, events may be added; else nobody would know what is
    // missing. An event is all there or not at all, so the first of its sets tells. What nobody counts any more is
    // taken out by one addition in eight: whoever reads does not rely on it.
    static final RedisScript<Long> ADD = RedisScript.of("""
            local oldest, most, life, filling = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
            if filling ~= '' and redis.call('get', KEYS[2]) ~= filling then return 0 end
            if filling == '' and redis.call('exists', KEYS[1]) == 0 then return 0 end
            local key, arg = 3, 5
            while arg <= #ARGV do
              local at, value, size = ARGV[arg], ARGV[arg + 1], tonumber(ARGV[arg + 2])
              arg = arg + 3
              if redis.call('zadd', KEYS[key], at, value) == 1 then
                local tidy = tonumber(at) % 8 == 0
                for i = 0, size - 1 do
                  local set = KEYS[key + i]
                  if i > 0 then redis.call('zadd', set, 'GT', at, ARGV[arg + i]) end
                  redis.call('pexpire', set, life)
                  if tidy then
                    redis.call('zremrangebyscore', set, '-inf', oldest)
                    redis.call('zremrangebyrank', set, 0, -2 - most)
                  end
                end
              end
              key, arg = key + size, arg + size
            end
            return 1
            """, Long.class);

    static final RedisScript<Long> MARK = RedisScript.of("""
            if ARGV[3] ~= '' and redis.call('get', KEYS[2]) ~= ARGV[3] then return 0 end
            if ARGV[3] == '' and redis.call('exists', KEYS[1]) == 0 then return 0 end
            redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1
            """, Long.class);

    static final RedisScript<Long> CLAIM = RedisScript.of("""
            return redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
            """, Long.class);

    private TimedSetScripts() {}
}
