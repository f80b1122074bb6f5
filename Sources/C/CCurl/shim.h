#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <sys/socket.h>

// What Swift cannot say for itself: variadic calls, and an address that is longer than its type.

static inline CURLcode curl_set_number (CURL *curl, CURLoption option, long value)
{
    return curl_easy_setopt (curl, option, value);
}

static inline CURLcode curl_set_text (CURL *curl, CURLoption option, const char *value)
{
    return curl_easy_setopt (curl, option, value);
}

// Copied by the library.
static inline CURLcode curl_set_body (CURL *curl, const void *bytes, size_t count)
{
    CURLcode code = curl_easy_setopt (curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) count);
    return code != CURLE_OK ? code : curl_easy_setopt (curl, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode curl_set_headers (CURL *curl, struct curl_slist *headers)
{
    return curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
}

typedef size_t (*curl_receiver) (char *bytes, size_t one, size_t count, void *context);

static inline void curl_set_receivers (
    CURL *curl, void *context, curl_receiver head, curl_receiver body,
    curl_opensocket_callback open)
{
    curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, head);
    curl_easy_setopt (curl, CURLOPT_HEADERDATA, context);
    curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, body);
    curl_easy_setopt (curl, CURLOPT_WRITEDATA, context);
    curl_easy_setopt (curl, CURLOPT_OPENSOCKETFUNCTION, open);
    curl_easy_setopt (curl, CURLOPT_OPENSOCKETDATA, context);
}

static inline long curl_status (CURL *curl)
{
    long status = 0;
    curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static inline const struct sockaddr *curl_destination (const struct curl_sockaddr *address)
{
    return &address->addr;
}

static inline curl_socket_t curl_open_socket (const struct curl_sockaddr *address)
{
    return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static inline CURLcode curl_start (void) { return curl_global_init (CURL_GLOBAL_DEFAULT); }
static const curl_socket_t curl_no_socket = CURL_SOCKET_BAD;
static const long curl_plain_http = CURL_HTTP_VERSION_1_1;
