// Only the desktop compiles this folder. There the time of day, the files and the debug output are those of the virtual board, whose
// world can spoil and read them: nanoFramework has them under these names.

global using DateTime = Wugang.Sim.Board.ChipDateTime;
global using Debug = Wugang.Sim.Board.DebugOutput;
global using FileStream = Wugang.Sim.Board.FlashFileStream;
