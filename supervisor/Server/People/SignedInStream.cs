using System.Runtime.CompilerServices;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Server.People;

/// <summary>Streams that end when who reads them is signed out.</summary>
internal static class SignedInStream
{
    private const long LookAtSessionEveryMs = 10_000;

    /// <summary>What is followed, for as long as who asked is still signed in, is there, and the server does not stop.</summary>
    public static async IAsyncEnumerable<T> WhileSignedInAsync<T>(
        this PeopleBook people,
        Caller caller,
        Func<CancellationToken, IAsyncEnumerable<T>> follow,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        long lookedMs = Environment.TickCount64;
        await foreach (T item in follow(either.Token))
        {
            if (Environment.TickCount64 - lookedMs >= LookAtSessionEveryMs)
            {
                lookedMs = Environment.TickCount64;
                if (!await people.IsGoodAsync(caller))
                {
                    yield break;
                }
            }

            yield return item;
        }
    }
}
