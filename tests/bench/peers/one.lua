-- wrk -s one.lua URL : one address over and over, written once.
local made
init = function() made = wrk.format("GET", wrk.path) end
request = function() return made end
