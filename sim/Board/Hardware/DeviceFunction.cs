namespace nanoFramework.Hardware.Esp32;

/// <summary>What a pin can be used for: those functions that the virtual board has.</summary>
public enum DeviceFunction
{
    COM1_TX = 196864,
    COM1_RX = 196865,
    COM1_RTS = 196866,
    COM2_TX = 197120,
    COM2_RX = 197121,
    COM2_RTS = 197122,
    COM3_TX = 197376,
    COM3_RX = 197377,
    COM3_RTS = 197378,
    PWM1 = 262400,
    PWM2 = 262656,
    PWM3 = 262912,
    PWM4 = 263168,
    PWM5 = 263424,
    PWM6 = 263680,
    PWM7 = 263936,
    PWM8 = 264192,
    ADC1_CH0 = 327936,
    ADC1_CH1 = 327937,
    ADC1_CH2 = 327938,
    ADC1_CH3 = 327939,
    ADC1_CH4 = 327940,
    ADC1_CH5 = 327941,
    ADC1_CH6 = 327942,
    ADC1_CH7 = 327943,
    ADC1_CH8 = 327944,
    ADC1_CH9 = 327945,
}
