using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>Writes a copy of an assembly that counts its instructions, one call a stretch without a branch, and what it allocates.</summary>
internal sealed class CountedCopy
{
    private readonly ModuleDefinition _module;
    private readonly MethodReference _enter;
    private readonly MethodReference _allocate;
    private readonly MethodReference _allocateArray;

    private CountedCopy(ModuleDefinition module)
    {
        _module = module;
        _enter = Import(nameof(InstructionCounter.Enter));
        _allocate = Import(nameof(InstructionCounter.Allocate));
        _allocateArray = Import(nameof(InstructionCounter.AllocateArray));
    }

    /// <summary>Replaces an assembly by its counted copy; what it references lies beside it.</summary>
    public static void Replace(string path)
    {
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        using MemoryStream image = new(File.ReadAllBytes(path));
        using ModuleDefinition module = ModuleDefinition.ReadModule(image, new ReaderParameters { AssemblyResolver = resolver });
        CountedCopy copy = new(module);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            copy.Count(method.Body);
        }

        module.Write(path);
    }

    private MethodReference Import(string name)
    {
        return _module.ImportReference(typeof(InstructionCounter).GetMethod(name));
    }

    private void Count(MethodBody body)
    {
        body.SimplifyMacros();
        Instruction[] original = [.. body.Instructions];
        HashSet<Instruction> starts = FindStarts(body, original);
        Dictionary<Instruction, Instruction> moved = [];
        ILProcessor writer = body.GetILProcessor();
        for (int i = 0; i < original.Length; i++)
        {
            Instruction? first = null;
            if (starts.Contains(original[i]))
            {
                int end = i + 1;
                while (end < original.Length && !starts.Contains(original[end]))
                {
                    end++;
                }

                first = Insert(writer, original[i],
                [
                    writer.Create(OpCodes.Ldstr, body.Method.DeclaringType.Name + "." + body.Method.Name),
                    writer.Create(OpCodes.Ldc_I4, end - i),
                    writer.Create(OpCodes.Call, _enter),
                ]);
            }

            Instruction? allocation = Insert(writer, original[i], Allocation(writer, original[i]));
            if ((first ?? allocation) is Instruction before)
            {
                moved.Add(original[i], before);
            }
        }

        Retarget(body, original, moved);
        body.OptimizeMacros();
    }

    private static Instruction? Insert(ILProcessor writer, Instruction at, Instruction[] instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            writer.InsertBefore(at, instruction);
        }

        return instructions.Length == 0 ? null : instructions[0];
    }

    private Instruction[] Allocation(ILProcessor writer, Instruction instruction)
    {
        int bytes = 0;
        if (instruction.OpCode.Code == Code.Newarr)
        {
            TypeReference element = (TypeReference)instruction.Operand;
            TypeDefinition? definition = element.Resolve();
            string name = definition?.IsEnum == true ? definition.GetEnumUnderlyingType().FullName : element.FullName;
            return
            [
                writer.Create(OpCodes.Ldc_I4, HeapModel.ElementBytes(name)),
                writer.Create(OpCodes.Call, _allocateArray),
            ];
        }

        if (instruction.OpCode.Code == Code.Newobj)
        {
            bytes = SizeOf(((MethodReference)instruction.Operand).DeclaringType.Resolve());
        }
        else if (instruction.OpCode.Code == Code.Box)
        {
            bytes = HeapModel.ObjectBytes(1);
        }

        return bytes == 0 ? [] : [writer.Create(OpCodes.Ldc_I4, bytes), writer.Create(OpCodes.Call, _allocate)];
    }

    private static int SizeOf(TypeDefinition? type)
    {
        if (type is null || type.IsValueType)
        {
            return 0;
        }

        int fields = 0;
        for (TypeDefinition? level = type; level is not null && level.FullName != "System.Object"; level = level.BaseType?.Resolve())
        {
            fields += level.Fields.Count(field => !field.IsStatic);
        }

        return HeapModel.ObjectBytes(fields);
    }

    private static HashSet<Instruction> FindStarts(MethodBody body, Instruction[] instructions)
    {
        HashSet<Instruction> starts = [instructions[0]];
        foreach (Instruction instruction in instructions)
        {
            starts.UnionWith(Targets(instruction));
            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw
                && instruction.Next is not null)
            {
                starts.Add(instruction.Next);
            }
        }

        starts.UnionWith(body.ExceptionHandlers
            .SelectMany(handler => new[] { handler.TryStart, handler.HandlerStart, handler.FilterStart })
            .OfType<Instruction>());
        return starts;
    }

    private static Instruction[] Targets(Instruction instruction)
    {
        return instruction.Operand switch
        {
            Instruction target => [target],
            Instruction[] targets => targets,
            _ => [],
        };
    }

    /// <summary>Who branched to an instruction now branches to what was put before it.</summary>
    private static void Retarget(MethodBody body, Instruction[] original, Dictionary<Instruction, Instruction> moved)
    {
        foreach (Instruction instruction in original)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => moved.GetValueOrDefault(target, target),
                Instruction[] targets => targets.Select(target => moved.GetValueOrDefault(target, target)).ToArray(),
                object other => other,
                null => null,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        Instruction? Moved(Instruction? at)
        {
            return at is null ? null : moved.GetValueOrDefault(at, at);
        }
    }
}
