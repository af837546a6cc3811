// Where what has moved is found now.
#pragma once
#include <string>

#include "server/http/message.hpp"

namespace server {

Response redirect(const std::string& address);

}  // namespace server
