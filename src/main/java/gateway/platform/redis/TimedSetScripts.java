package gateway.platform.redis;

import org.springframework.data.redis.core.script.RedisScript;

/** What {@link TimedSets} has Redis do, each in one step that nothing comes between. */
final class TimedSetScripts {

    // A question is a pair of keys and three values. Of more events than count, others count that were met after the
    // last that does; of those met at its very moment, those of the events that count themselves, which name them.
    static final RedisScript<String> READ = RedisScript.of("""
            local most = tonumber(ARGV[1])
            local function others(set, met, since, place)
              if redis.call('zcount', set, '(' .. since, '+inf') <= most then
                return redis.call('zcount', met, '(' .. since, '+inf')
              end
              local last = redis.call('zrevrange', set, most - 1, most - 1, 'withscores')[2]
              local later = redis.call('zcount', set, '(' .. last, '+inf')
              local count, seen = redis.call('zcount', met, '(' .. last, '+inf'), {}
              for _, value in ipairs(redis.call('zrevrangebyscore', set, last, last, 'limit', 0, most - later)) do
                local n = 0
                for word in string.gmatch(value, '[^|]+') do
                  n = n + 1
                  if n == place and not seen[word] then
                    seen[word] = true
                    if redis.call('zscore', met, word) == last then count = count + 1 end
                  end
                end
              end
              return count
            end
            local answer = { redis.call('get', KEYS[1]) or '' }
            local arg = 2
            for i = 2, #KEYS, 2 do
              local set, since, kind = KEYS[i], ARGV[arg], ARGV[arg + 1]
              if kind == 'n' then
                answer[#answer + 1] = '#' .. math.min(most, redis.call('zcount', set, '(' .. since, '+inf'))
              elseif kind == 'v' then
                answer[#answer + 1] = table.concat(
                    redis.call('zrevrangebyscore', set, '+inf', '(' .. since, 'limit', 0, most), ' ')
              else
                answer[#answer + 1] = '#' .. others(set, KEYS[i + 1], since, tonumber(kind))
              end
              arg = arg + 2
            end
            return table.concat(answer, '\\n')
            """, String.class);

    // While a mark is there, or while its own filling goes on, events may be added; else nobody would know what is
    // missing. An event is all there or not at all, so the first of its sets tells. A set lives on as long as anything
    // in it counts, at least; to ask for its life is cheaper than to write it anew each time. What nobody counts any
    // more is taken out by one addition in eight: whoever reads does not rely on it.
    static final RedisScript<Long> ADD = RedisScript.of("""
            local oldest, most, age, life, filling = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]
            if filling ~= '' and redis.call('get', KEYS[2]) ~= filling then return 0 end
            if filling == '' and redis.call('exists', KEYS[1]) == 0 then return 0 end
            local key, arg = 3, 6
            while arg <= #ARGV do
              local at, size = ARGV[arg], tonumber(ARGV[arg + 1])
              arg = arg + 2
              if redis.call('zadd', KEYS[key], at, ARGV[arg]) == 1 then
                local tidy = tonumber(at) % 8 == 0
                for i = 0, size - 1 do
                  local set = KEYS[key + i]
                  if i > 0 then redis.call('zadd', set, 'GT', at, ARGV[arg + i]) end
                  if redis.call('pttl', set) < age then redis.call('pexpire', set, life) end
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

    // A digit for each pair of a set and what may be in it.
    static final RedisScript<String> KNOWN = RedisScript.of("""
            local known = {}
            for i, set in ipairs(KEYS) do
              known[i] = redis.call('zscore', set, ARGV[i]) and '1' or '0'
            end
            return table.concat(known)
            """, String.class);

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
