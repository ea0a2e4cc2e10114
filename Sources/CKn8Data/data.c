#include "CKn8Data.h"
