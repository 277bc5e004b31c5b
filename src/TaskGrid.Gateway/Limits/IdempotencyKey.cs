using Microsoft.AspNetCore.Mvc;

namespace TaskGrid.Gateway;

/// <summary>What makes a call safe to repeat: the header, or null when it was not sent.</summary>
internal readonly record struct IdempotencyKey([FromHeader(Name = "Idempotency-Key")] string? Value);
