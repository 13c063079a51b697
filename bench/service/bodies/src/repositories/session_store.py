class RedisSessionStore:
    async def find(self, session_id: str) -> str | None:
        subject = await self._redis.get(PREFIX + session_id)
        return None if subject is None else str(subject)
