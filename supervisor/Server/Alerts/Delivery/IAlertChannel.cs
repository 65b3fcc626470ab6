using Wugang.Supervisor.Registry.Alerts;

namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>A way to tell somebody outside of alerts.</summary>
internal interface IAlertChannel
{
    /// <summary>Its name in the registry.</summary>
    string Name { get; }

    /// <summary>Tells of a change; when the task ends, they have it.</summary>
    /// <exception cref="DeliveryException">They do not.</exception>
    Task DeliverAsync(AlertMessage message, CancellationToken cancel);

    /// <summary>Does what is to be done now and then while there is nothing to tell.</summary>
    /// <returns>Whether somebody was asked and answered.</returns>
    /// <exception cref="DeliveryException">Nobody answers.</exception>
    Task<bool> IdleAsync(CancellationToken cancel);
}
