"""A provider of identities on loopback that holds its clients to PKCE (S256 alone) and to a nonce.

People are chosen by a press of a button: nobody's password is asked for.
"""

import logging
import threading
import time
import uuid
import warnings

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

logging.getLogger("werkzeug").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", module="authlib")

CLIENT, SECRET = "second-look", "a secret between two programs"
TENANT = "11111111-2222-3333-4444-555555555555"


class Client(ClientMixin):
    def __init__(self, provider):
        self.provider = provider

    def get_client_id(self):
        return CLIENT

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, address):
        return address == self.provider.return_address

    def check_client_secret(self, secret):
        return secret == SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_response_type(self, kind):
        return kind == "code"

    def check_grant_type(self, kind):
        return kind == "authorization_code"


class Code(AuthorizationCodeMixin):
    def __init__(self, text, asked):
        data = asked.payload.data
        self.text, self.user = text, asked.user
        self.redirect_uri, self.scope = asked.payload.redirect_uri, asked.payload.scope
        self.nonce = data.get("nonce")
        self.code_challenge = data.get("code_challenge")
        self.code_challenge_method = data.get("code_challenge_method")

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce


class Challenge(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]


class Provider:
    """Serves until it is closed. `people` are the claims that each person's token has."""

    def __init__(self, people):
        self.people = people
        self.return_address = None
        self.lies = {}  # claims of people's tokens that are not so
        self.codes, self.nonces, self.refused = {}, set(), []
        self.key = RSAKey.generate_key(2048, {"kid": uuid.uuid4().hex, "use": "sig"})
        app = Flask("provider")
        server = AuthorizationServer(app, lambda _: Client(self), lambda *_: None)
        server.register_grant(self._grant(), [Challenge(), self._openid(require_nonce=True)])
        self._route(app, server)
        self._http = make_server("127.0.0.1", 0, app, threaded=True)
        self.issuer = f"http://127.0.0.1:{self._http.server_port}/v2.0"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self):
        self._http.shutdown()

    def token(self, **claims):
        """A token that the provider signs, with these claims instead of the usual ones."""
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT, "sub": "s", "tid": TENANT, "iat": now,
                 "nbf": now, "exp": now + 600}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, {**usual, **claims}, self.key)

    def _grant(self):
        provider = self

        class Grant(grants.AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

            def save_authorization_code(self, code, request):
                provider.codes[code] = Code(code, request)

            def query_authorization_code(self, code, client):
                return provider.codes.get(code)

            def delete_authorization_code(self, code):
                provider.codes.pop(code.text, None)

            def authenticate_user(self, code):
                return code.user

        return Grant

    def _openid(self, **settings):
        provider = self

        class OpenID(OpenIDCode):
            def exists_nonce(self, nonce, request):
                known = nonce in provider.nonces
                provider.nonces.add(nonce)
                return known

            def encode_id_token(self, token, request):
                person = provider.people[request.user]
                nonce = request.authorization_code.get_nonce()
                return provider.token(**{"nonce": nonce, **person, **provider.lies})

        return OpenID(**settings)

    def _route(self, app, server):
        @app.get("/v2.0/.well-known/openid-configuration")
        def discovery():
            home = self.issuer
            return jsonify(
                issuer=home, authorization_endpoint=home + "/authorize",
                token_endpoint=home + "/token", jwks_uri=home + "/keys",
                token_endpoint_auth_methods_supported=["client_secret_basic"])

        @app.get("/v2.0/keys")
        def keys():
            return jsonify(keys=[self.key.as_dict(private=False)])

        @app.get("/v2.0/authorize")
        def choose():
            if request.args.get("code_challenge_method") != "S256":
                self.refused.append("no PKCE")
                return "PKCE is wanted", 400
            address = request.full_path.replace("&", "&amp;")
            buttons = "".join(
                f'<button name="as" value="{name}">{name}</button>' for name in self.people)
            return f'<form method="post" action="{address}">{buttons}</form>'

        @app.post("/v2.0/authorize")
        def authorize():
            return server.create_authorization_response(grant_user=request.form["as"])

        @app.post("/v2.0/token")
        def token():
            answer = server.create_token_response()
            if isinstance(answer, Response) and answer.status_code != 200:
                self.refused.append(answer.get_data(as_text=True))
            return answer
