// The interface's sentences in four languages: schemas/messages/AREA.xml, each key with its nl, fr, de and
// en. <messages xmlns="urn:placet:messages:1"><message
// key="rule.because.x"><nl>…{day}…</nl><fr/><de/><en/></message>
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/model/language.hpp"

namespace registry {

using Arguments = std::vector<std::pair<std::string, std::string>>;

// The sentence of that key with {name} replaced by its argument. A key missing in a language falls back to
// English; missing everywhere it is the key itself (a test holds the four tables equal).
std::string say(Lang, std::string_view key, const Arguments& = {});

// A day the local way: "19 juli 2018", "19 July 2018"; a When: "juli 2018", "op of voor 31 oktober 2021".
struct When;
std::string say_when(Lang, const When&);

}  // namespace registry
