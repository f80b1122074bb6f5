#pragma once
#include <microhttpd.h>
#include <stdint.h>
#include <sys/socket.h>

// What Swift cannot say for itself: variadic calls, and macros that cast.

struct microhttpd_settings {
    void *context;
    MHD_LogCallback log;
    MHD_AccessHandlerCallback answer;
    void *(*begin) (void *context, const char *target, struct MHD_Connection *connection);
    MHD_RequestCompletedCallback complete;
    MHD_NotifyConnectionCallback notify;
    int listening_socket;
    size_t memory_per_connection;
    unsigned int connections;
    unsigned int connections_per_address; // 0: no limit
    unsigned int idle_seconds;            // 0: no limit
    unsigned int threads;
};

// Paths and queries are decoded in Swift, where a zero byte does not end a string.
static inline size_t microhttpd_keep_escapes (void *context, struct MHD_Connection *connection, char *text)
{
    (void) context;
    (void) connection;
    size_t length = 0;
    while (text[length] != 0) length++;
    return length;
}

static inline struct MHD_Daemon *microhttpd_start (const struct microhttpd_settings *settings)
{
    // A pool of one is not a pool: the library wants the option left out.
    struct MHD_OptionItem pool[] = {
        { MHD_OPTION_THREAD_POOL_SIZE, (intptr_t) settings->threads, NULL },
        { MHD_OPTION_END, 0, NULL },
    };
    return MHD_start_daemon (
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
        0, NULL, NULL, settings->answer, settings->context,
        // The logger comes first, or what fails before it goes to the standard error.
        MHD_OPTION_EXTERNAL_LOGGER, settings->log, settings->context,
        MHD_OPTION_URI_LOG_CALLBACK, settings->begin, settings->context,
        MHD_OPTION_UNESCAPE_CALLBACK, &microhttpd_keep_escapes, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, settings->complete, settings->context,
        MHD_OPTION_NOTIFY_CONNECTION, settings->notify, settings->context,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket) settings->listening_socket,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->memory_per_connection,
        MHD_OPTION_CONNECTION_LIMIT, settings->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, settings->connections_per_address,
        MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_seconds,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, settings->threads > 1 ? &pool[0] : &pool[1],
        MHD_OPTION_END);
}

static inline int microhttpd_descriptor (struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

static inline const struct sockaddr *microhttpd_client (struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info == NULL ? NULL : info->client_addr;
}

static inline size_t microhttpd_header_size (struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info (connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info == NULL ? 0 : info->header_size;
}

static inline void *microhttpd_socket_context (struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

// Ends both directions of a socket that somebody else closes.
static inline int microhttpd_hang_up (int descriptor)
{
    return shutdown (descriptor, SHUT_RDWR);
}

static const uint64_t microhttpd_unknown_size = MHD_SIZE_UNKNOWN;
static const ssize_t microhttpd_end_of_stream = -1;
