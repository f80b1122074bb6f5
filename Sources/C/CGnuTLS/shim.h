#pragma once
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

// What Swift cannot say for itself: macros that cast.

static const unsigned int tls_server_flags =
    GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL;

static inline int tls_answer_http (gnutls_session_t session)
{
    static const unsigned char name[] = "http/1.1";
    gnutls_datum_t protocol = { (unsigned char *) name, sizeof name - 1 };
    return gnutls_alpn_set_protocols (session, &protocol, 1, 0);
}
