-- Repeats one JSON-RPC request, each time with an id of its own, as several sessions in turn.
--
-- Arguments: a file with the request's body, in which @ID@ stands for the id; a label that begins the
-- ids of this run; a file with a session id per line, empty if there are no sessions.

local requests, label, count = {}, "", 0

local function contents(name)
  local file = assert(io.open(name, "r"))
  local text = file:read("*a")
  file:close()
  return text
end

-- The two pieces of a whole HTTP request around its id, whose length never changes.
local function prepared(body, sample)
  local whole = wrk.format("POST", nil, nil, (body:gsub("@ID@", sample)))
  local from, to = whole:find(sample, 1, true)
  return { before = whole:sub(1, from - 1), after = whole:sub(to + 1) }
end

local function id()
  return string.format("%s-%09d", label, count)
end

function init(arguments)
  local body = contents(arguments[1])
  label = arguments[2]
  for session in contents(arguments[3]):gmatch("[^\n]+") do
    wrk.headers["Mcp-Session-Id"] = session
    requests[#requests + 1] = prepared(body, id())
  end
  if #requests == 0 then
    requests[1] = prepared(body, id())
  end
end

function request()
  count = count + 1
  local one = requests[count % #requests + 1]
  return one.before .. id() .. one.after
end

-- One line for the program that started this: times in microseconds.
function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format("measured %d %d %d %d %.1f %d %d\n",
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency.mean, latency:percentile(50), latency:percentile(99)))
end
