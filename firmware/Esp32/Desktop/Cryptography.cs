// Only the desktop compiles this folder. There Aes is the virtual board's under nanoFramework's name, so that .NET's cryptography is
// behind an alias; of it HMAC alone has the same call on the chip.
extern alias Net;

global using HMACSHA256 = Net::System.Security.Cryptography.HMACSHA256;
