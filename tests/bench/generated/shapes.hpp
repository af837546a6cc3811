// The shapes of a large registry, measured in public data sets (the shared data folder beside the project,
// its README names their makers). No row of theirs is here: only counts, shares and quantiles.
#pragma once
#include "tests/bench/generated/draw.hpp"

namespace bench::shape {

// --- How many, and of what kind ---------------------------------------------------------------------------
// 1,007 of 4,012 British treaties and 610 of 2,284 of globalgov's are not bilateral, none of the 30,449 rows
// of the World Treaty Index; a register of everything lies between, and 7 % is what gives 60,000 instruments
// 500,000 events with the sizes below.
inline constexpr double multilateral = 0.07;
// About 560 treaties are deposited with the Secretary-General; a tenth of the multilateral ones here.
inline constexpr double deposited_with_un = 0.13;
// globalgov: 257 protocols and 303 amendments among 2,284.
inline constexpr double protocols = 0.11, amendments = 0.13;
inline constexpr double ilo = 0.04;  // of the multilateral ones: about 190 conventions of the ILO

// Participants of a multilateral treaty: British treaties of the class MULTI, 990 with a list of countries.
inline constexpr Quantile participants[] = {{0, 2},    {0.25, 3},   {0.5, 13},   {0.75, 41},
                                            {0.9, 93}, {0.95, 127}, {0.99, 190}, {1, 200}};
// The same for tables of the Secretary-General (168 of March 2015).
inline constexpr Quantile un_participants[] = {{0, 2},      {0.05, 5},  {0.1, 7},    {0.25, 24},  {0.5, 60},
                                               {0.75, 113}, {0.9, 163}, {0.95, 185}, {0.99, 197}, {1, 197}};

// Share of all bilateral sides by the rank of the party (World Treaty Index, 472 codes, 60,898 sides).
inline constexpr Quantile side_share[] = {{0, 0.0633},   {1, 0.0360},  {2, 0.0357},  {5, 0.0262},
                                          {10, 0.0187},  {20, 0.0125}, {50, 0.0051}, {100, 0.0021},
                                          {150, 0.0009}, {230, 0.0002}};
inline constexpr double belgian_side = 0.0116;  // 706 of 60,898 sides
// Share of the UN tables a participant stands in, by rank (211 names with a date in 168 tables; Belgium:
// first).
inline constexpr Quantile table_share[] = {{0, 0.70},   {20, 0.56},  {50, 0.44}, {100, 0.365},
                                           {150, 0.25}, {180, 0.16}, {230, 0.03}};

// Signed in which decade: World Treaty Index from 1920 to 1999; from 2000 on UNCTAD's investment treaties,
// scaled so that both agree on the 1990s.
struct Decade {
    int from;
    double weight;
};
inline constexpr Decade decades[] = {{1920, 1064}, {1930, 1135}, {1940, 1584}, {1950, 4001},
                                     {1960, 5644}, {1970, 8589}, {1980, 4256}, {1990, 3778},
                                     {2000, 2890}, {2010, 1149}, {2020, 317}};

// --- How long, in days
// -------------------------------------------------------------------------------------- Signature to entry
// into force of a bilateral treaty (21,264 rows; 70 % have both days, 40 % of them the same).
inline constexpr double in_force = 0.70, in_force_at_once = 0.40;
inline constexpr Quantile signed_to_force[] = {{0, 1},      {0.05, 13}, {0.1, 30},    {0.25, 83}, {0.5, 187},
                                               {0.75, 426}, {0.9, 910}, {0.95, 1494}, {1, 8000}};
// Registered with the UN: 64 % of the rows, so many days after the signature.
inline constexpr double registered = 0.64;
inline constexpr Quantile signed_to_registered[] = {{0, 17},     {0.1, 80},   {0.25, 205},  {0.5, 447},
                                                    {0.75, 934}, {0.9, 1979}, {0.95, 3490}, {1, 9000}};
inline constexpr double terminated = 0.05;  // 593 of 3,925 investment treaties; less among older kinds

// UN tables: of 10,368 participations 3,392 signed and consented, 976 signed only, 6,000 consented only.
inline constexpr double signed_and_bound = 0.327, signed_only = 0.094;
inline constexpr Quantile first_to_signature[] = {{0, 0},     {0.45, 0},   {0.5, 10}, {0.75, 248},
                                                  {0.9, 545}, {0.97, 994}, {1, 1500}};
inline constexpr Quantile signed_to_consent[] = {{0, 0},      {0.05, 90},   {0.1, 189},
                                                 {0.25, 407}, {0.5, 870},   {0.75, 1728},
                                                 {0.9, 3066}, {0.95, 4263}, {1, 12000}};
inline constexpr Quantile first_to_accession[] = {{0, 60},     {0.05, 169},  {0.1, 343},   {0.25, 1067},
                                                  {0.5, 2870}, {0.75, 7061}, {0.9, 12866}, {1, 20861}};
// Forms of consent without signature: 3,370 a, 1,682 A, 673 d; after signature nearly all ratified.
inline constexpr double acceded = 0.59, accepted = 0.29;
// Own entry into force recorded: 96 % of globalgov's rows that have a ratification, none in the UN tables.
inline constexpr double own_force = 0.80;
inline constexpr int deposit_to_force[] = {30, 60, 90, 90, 92, 180};  // 1,206 rows of WIPO: median 92

// --- Words
// --------------------------------------------------------------------------------------------------
// Declarations: 34 of 168 tables have a file of them, 834 in all; lengths in characters.
inline constexpr double with_declarations = 0.20;
inline constexpr Quantile declarations[] = {{0, 1}, {0.25, 2}, {0.5, 13}, {0.75, 32}, {0.9, 67}, {1, 154}};
inline constexpr Quantile declaration_length[] = {{0, 20},      {0.1, 60},   {0.25, 247},  {0.5, 532},
                                                  {0.75, 1006}, {0.9, 1668}, {0.99, 3449}, {1, 20000}};
// First words of a bilateral title: agreement, exchange of notes, convention, protocol, treaty, memorandum.
inline constexpr double kinds_of_title[] = {18850, 5631, 1950, 1217, 1111, 300};
// Titles are 74 to 250 characters long (British treaties: median 141, UN tables: median 108). In how many
// languages a registry holds one is not measured anywhere: the four of the interface, most in one or two.
inline constexpr double languages[] = {0.55, 0.25, 0.12, 0.08};

// --- The Belgian road
// --------------------------------------------------------------------------------------- Twelve acts of
// assent printed in 2025 and 2026: all promulgated, from promulgation to print -13 to 7,767 days, 1,809 at
// the median; their votes up to 97 days before. From signature to the bill and to the vote: the steps of the
// ladders of rules R1 and R2.
inline constexpr double needs_assent = 0.80, mixed_since_1995 = 0.35;
inline constexpr double road_without_end = 0.40;  // no source measures it: gives a few thousand findings
inline constexpr Quantile signed_to_bill[] = {{0, 90},      {0.25, 365}, {0.5, 730},
                                              {0.75, 1460}, {0.9, 2620}, {1, 4500}};
inline constexpr Quantile bill_to_vote[] = {{0, 20}, {0.5, 120}, {0.9, 400}, {1, 900}};
inline constexpr Quantile vote_to_law[] = {{0, 3}, {0.5, 6}, {0.9, 40}, {1, 97}};
inline constexpr Quantile law_to_deposit[] = {{0, 10}, {0.5, 120}, {0.9, 500}, {1, 1500}};
inline constexpr Quantile law_to_print[] = {{0, 5}, {0.25, 291}, {0.5, 1809}, {0.75, 3000}, {1, 7767}};

}  // namespace bench::shape
