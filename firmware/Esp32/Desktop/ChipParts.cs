// Only the desktop compiles this folder. There the time of day and the files are those of the virtual board, so that its world can spoil
// them: nanoFramework has them under these names.

global using DateTime = Wugang.Sim.Board.ChipDateTime;
global using FileStream = Wugang.Sim.Board.FlashFileStream;
