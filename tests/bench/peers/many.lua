-- wrk -s many.lua URL -- IDS.lua BEFORE AFTER : the address BEFORE id AFTER, the ids drawn at random.
local ids, before, after
init = function(args)
  ids, before, after = dofile(args[1]), args[2], args[3]
  math.randomseed(1)
end
request = function() return wrk.format("GET", before .. ids[math.random(1, #ids)] .. after) end
