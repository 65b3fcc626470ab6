using System;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>The power went in the middle of a write: nothing behind it happened.</summary>
internal sealed class PowerCutException : Exception
{
}
