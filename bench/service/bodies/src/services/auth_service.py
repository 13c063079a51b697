class AuthService:
    async def validate_token(self, token: str) -> TokenVerdict:
        try:
            claims = self._tokens.decode(token)
        except TokenError as exc:
            return TokenVerdict(valid=False, reason=str(exc))
        if await self._sessions.find(claims.session_id) != claims.subject:
            return TokenVerdict(valid=False, reason="UnknownSession")
        return TokenVerdict(valid=True, subject=claims.subject)
